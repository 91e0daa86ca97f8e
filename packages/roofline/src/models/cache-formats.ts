/** How one number of the key-value cache is stored. */
export interface CacheFormat {
  readonly id: string;
  readonly title: string;
  readonly bitsPerNumber: number;
  readonly source: string;
}

const ggml =
  'https://github.com/ggml-org/llama.cpp/blob/master/ggml/src/ggml-common.h (block layouts)';

/** What runtimes use unless told otherwise. */
export const f16Cache: CacheFormat = {
  id: 'f16',
  title: 'F16',
  bitsPerNumber: 16,
  source: 'IEEE 754-2019 binary16, https://doi.org/10.1109/IEEESTD.2019.8766229',
};

/** Formats of the key-value cache, widest first. */
export const cacheFormats: readonly CacheFormat[] = [
  {
    id: 'f32',
    title: 'F32',
    bitsPerNumber: 32,
    source: 'IEEE 754-2019 binary32, https://doi.org/10.1109/IEEESTD.2019.8766229',
  },
  f16Cache,
  {
    id: 'bf16',
    title: 'BF16',
    bitsPerNumber: 16,
    source: 'https://cloud.google.com/tpu/docs/bfloat16',
  },
  { id: 'q8_0', title: 'Q8_0', bitsPerNumber: 8.5, source: ggml },
  {
    id: 'fp8',
    title: 'FP8',
    bitsPerNumber: 8,
    source: 'FP8 Formats for Deep Learning, https://arxiv.org/abs/2209.05433',
  },
  { id: 'q5_1', title: 'Q5_1', bitsPerNumber: 6, source: ggml },
  { id: 'q5_0', title: 'Q5_0', bitsPerNumber: 5.5, source: ggml },
  { id: 'q4_1', title: 'Q4_1', bitsPerNumber: 5, source: ggml },
  { id: 'q4_0', title: 'Q4_0', bitsPerNumber: 4.5, source: ggml },
];

/** The cache format with that id, or undefined. */
export function findCacheFormat(id: string): CacheFormat | undefined {
  return cacheFormats.find((format) => format.id === id);
}
