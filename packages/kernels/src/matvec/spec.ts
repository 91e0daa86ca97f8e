import { elementBytes } from '../element-bytes.ts';
import { defineKernel, dimension, type KernelSpec } from '../kernel-spec.ts';

/** y (n) = W (n × k, row-major, in `dtype`) · x (k, f32); k is a multiple of 32. */
export const matvecSpec: KernelSpec = defineKernel({
  id: 'matvec',
  title: 'Matrix times vector',
  summary:
    'Multiplies a large table of model weights by one list of numbers, in the number formats that language models are stored in. Writing an answer word by word is almost only this.',
  dtypes: ['f32', 'f16', 'q8_0', 'q4_0'],
  dimensions: ['n', 'k'],
  rate: 'bandwidthBytesPerSecond',
  headline: { id: 'matvec', preference: 1 },
  isRotated: true,
  isExactForIntegers: false,
  checkSizes: [
    { n: 33, k: 96 },
    { n: 64, k: 256 },
    { n: 7, k: 4096 },
  ],
  sizes({ preset }, dtype) {
    const [attention, down, up] = [
      { n: 4096, k: 4096 },
      { n: 4096, k: 11_008 },
      { n: 14_336, k: 4096 },
    ];
    if (preset === 'quick') return [attention];
    // The formats that models are run in get every shape; a submission has no room for the others'.
    const isQuantized = dtype !== 'f32' && dtype !== 'f16';
    return preset === 'full' && isQuantized ? [attention, down, up] : [attention, up];
  },
  cost(size, dtype) {
    const weights = dimension(size, 'n') * dimension(size, 'k');
    // Weight bytes only: the vectors are a thousand times smaller and stay in cache.
    return { flops: 2 * weights, bytes: weights * elementBytes(dtype) };
  },
  tolerance(dtype, size) {
    // Runtimes may round x to 8 bits per block of 32 before an integer dot product, as LLM runtimes do.
    if (dtype === 'q8_0' || dtype === 'q4_0') return 1e-2;
    return 1.2e-7 * (2 + Math.sqrt(dimension(size, 'k')));
  },
});
