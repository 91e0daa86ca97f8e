/** Weights per quantized block: one f16 scale and 32 codes. */
export const blockWeights = 32;

const bytes: Readonly<Record<string, number>> = {
  f32: 4,
  i32: 4,
  f16: 2,
  // Halves whose products are also summed as halves.
  'f16-sums': 2,
  int8: 1,
  // An f16 scale and 32 signed bytes.
  q8_0: 34 / blockWeights,
  // An f16 scale and 32 nibbles, each the weight's code plus 8.
  q4_0: 18 / blockWeights,
};

/** Bytes that one element takes, its share of a quantized block's scale included. */
export function elementBytes(dtype: string): number {
  const found = bytes[dtype];
  if (found === undefined) throw new Error(`The dtype "${dtype}" has no size in element-bytes.ts.`);
  return found;
}
