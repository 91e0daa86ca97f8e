/** How the numbers of one tensor are stored: so many bytes for a block of so many numbers. */
export interface TensorType {
  readonly blockSize: number;
  readonly blockBytes: number;
  /** What is used where a row is no multiple of the block (llama.cpp, `tensor_type_fallback`). */
  readonly fallback?: string;
}

function type(blockSize: number, blockBytes: number, fallback?: string): TensorType {
  return { blockSize, blockBytes, ...(fallback !== undefined && { fallback }) };
}

/**
 * Block layouts of ggml's tensor types, by name.
 * Source: https://github.com/ggml-org/llama.cpp/blob/master/ggml/src/ggml-common.h and
 * gguf-py's `GGML_QUANT_SIZES`; fallbacks: src/llama-quant.cpp.
 */
export const tensorTypes: Readonly<Record<string, TensorType>> = {
  f64: type(1, 8),
  f32: type(1, 4),
  f16: type(1, 2),
  bf16: type(1, 2),
  i8: type(1, 1),
  i16: type(1, 2),
  i32: type(1, 4),
  i64: type(1, 8),
  q8_0: type(32, 34),
  q8_1: type(32, 40),
  q8_k: type(256, 292),
  q6_k: type(256, 210, 'q8_0'),
  q5_k: type(256, 176, 'q5_1'),
  q4_k: type(256, 144, 'q5_0'),
  q3_k: type(256, 110, 'q4_0'),
  q2_k: type(256, 84, 'q4_0'),
  q5_1: type(32, 24),
  q5_0: type(32, 22),
  q4_1: type(32, 20),
  q4_0: type(32, 18),
  q1_0: type(128, 18),
  iq4_nl: type(32, 18),
  iq4_xs: type(256, 136, 'iq4_nl'),
  iq3_s: type(256, 110, 'iq4_nl'),
  iq3_xxs: type(256, 98, 'iq4_nl'),
  iq2_s: type(256, 82, 'iq4_nl'),
  iq2_xs: type(256, 74, 'iq4_nl'),
  iq2_xxs: type(256, 66, 'iq4_nl'),
  iq1_m: type(256, 56, 'iq4_nl'),
  iq1_s: type(256, 50, 'iq4_nl'),
  tq2_0: type(256, 66, 'q4_0'),
  tq1_0: type(256, 54, 'q4_0'),
  mxfp4: type(32, 17),
  nvfp4: type(64, 36),
};

/** The numbers by which GGUF files name tensor types (ggml.h, `enum ggml_type`). */
export const tensorTypesByNumber: Readonly<Record<number, string>> = {
  0: 'f32',
  1: 'f16',
  2: 'q4_0',
  3: 'q4_1',
  6: 'q5_0',
  7: 'q5_1',
  8: 'q8_0',
  9: 'q8_1',
  10: 'q2_k',
  11: 'q3_k',
  12: 'q4_k',
  13: 'q5_k',
  14: 'q6_k',
  15: 'q8_k',
  16: 'iq2_xxs',
  17: 'iq2_xs',
  18: 'iq3_xxs',
  19: 'iq1_s',
  20: 'iq4_nl',
  21: 'iq3_s',
  22: 'iq2_s',
  23: 'iq4_xs',
  24: 'i8',
  25: 'i16',
  26: 'i32',
  27: 'i64',
  28: 'f64',
  29: 'iq1_m',
  30: 'bf16',
  34: 'tq1_0',
  35: 'tq2_0',
  39: 'mxfp4',
  40: 'nvfp4',
  41: 'q1_0',
};

/**
 * Bits of one number of a tensor type whose rows have `columns` numbers: of the type itself, or of
 * its fallback where blocks do not fit the row.
 */
export function bitsPerNumber(name: string, columns: number): number {
  const found = tensorTypes[name];
  if (found === undefined) throw new Error(`The tensor type "${name}" is not known.`);
  const { blockSize, blockBytes, fallback } = found;
  if (columns % blockSize === 0 || blockSize === 1) return (8 * blockBytes) / blockSize;
  if (fallback !== undefined) return bitsPerNumber(fallback, columns);
  return 16;
}
