/** How one dtype of a product is drawn and judged. */
export interface ProductFormat {
  readonly dtype: string;
  /** Values of a drawn word, along k. */
  readonly valuesPerWord: 1 | 4;
  /**
   * Bits beside the sign of a value, evenly spaced in [-1, 1): every bit counts, and none is too many. Of
   * bytes A has seven and B, as everywhere, six (`byte-values.ts`), in whole numbers.
   */
  readonly bits: number;
  /**
   * Largest root mean square of the errors of sums of `depth` products, over that of their terms; 0
   * where integers are exact.
   */
  largestError(depth: number): number;
}

/** Sums of f32 in the worst order, one after the other, err by 0.41 · 2^-24 · √depth of their terms. */
const floatSums = (depth: number): number => 2 ** -24 * (1 + 0.7 * Math.sqrt(depth));

/** Byte `at` of a word of A or B. */
export function byteOf(word: number, matrix: 'a' | 'b', at: number): number {
  return ((word << (24 - 8 * at)) >> 24) >> (matrix === 'a' ? 0 : 1);
}

/** f32: 24 bits, which TF32, bf16 and bytes do not hold. */
export const productF32: ProductFormat = {
  dtype: 'f32',
  valuesPerWord: 1,
  bits: 23,
  largestError: floatSums,
};

/**
 * f16 of 11 bits, its sums in f32. Matrix units cut the terms that they add; sums of 16 in f16 err by
 * 8 · 10^-4 and bf16 by 1.1 · 10^-3, which is too much.
 */
export const productF16: ProductFormat = {
  dtype: 'f16',
  valuesPerWord: 1,
  bits: 11,
  largestError: (depth) => 2 ** -18 * (2 + Math.sqrt(depth)),
};

/** f16 with the sums of 16 products in f16. */
export const productF16Sums: ProductFormat = {
  dtype: 'f16-sums',
  valuesPerWord: 1,
  bits: 11,
  largestError: () => 1.6e-3,
};

/** bf16 of 8 bits and a sign, its sums in f32; a byte loses one of them. */
export const productBf16: ProductFormat = {
  dtype: 'bf16',
  valuesPerWord: 1,
  bits: 8,
  largestError: (depth) => 2 ** -22 * (2 + Math.sqrt(depth)),
};

/** Bytes of 8 bits by 7, see `byte-values.ts`; four along k in a word, exact sums. */
export const productInt8: ProductFormat = {
  dtype: 'int8',
  valuesPerWord: 4,
  bits: 7,
  largestError: () => 0,
};

/** Every format that has a challenge. */
export const productFormats: readonly ProductFormat[] = [
  productF32,
  productF16,
  productF16Sums,
  productBf16,
  productInt8,
];
