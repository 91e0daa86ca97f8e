import { blockWeights } from '../element-bytes.ts';
import { halfValue, inputHalfBits } from '../half-values.ts';
import { hash32, type InputValues, inputPeriod, inputValue } from '../input-values.ts';

/** Blocks have their own seed, so that a block's scale and its codes do not share a hash. */
export const scaleSeedOffset = 0x3c6ef372;

/**
 * f16 bits of the scale of block `block`: 2^-7 … 2^-6 for q8_0 and 2^-3 … 2^-2 for q4_0, full
 * mantissa, so that weights lie in about -2 … 2. `integers`: exactly 1.
 */
export function scaleBits(seed: number, block: number, dtype: string, values: InputValues): number {
  if (values === 'integers') return 0x3c00;
  const exponent = dtype === 'q4_0' ? 12 : 8;
  return (exponent << 10) | (hash32((seed + scaleSeedOffset) | 0, block % inputPeriod) & 0x3ff);
}

/** Signed code of weight `index`: -127 … 127 for q8_0, -8 … 7 for q4_0. `integers`: -8 … 7 in both. */
export function weightCode(
  seed: number,
  index: number,
  dtype: string,
  values: InputValues,
): number {
  const hash = hash32(seed, index % inputPeriod);
  if (dtype === 'q4_0' || values === 'integers') return (hash >>> 28) - 8;
  return ((hash >>> 8) % 255) - 127;
}

/** Value of weight `index` of a row-major n × k matrix with k a multiple of 32. */
export function weightValue(
  seed: number,
  index: number,
  dtype: string,
  values: InputValues,
): number {
  switch (dtype) {
    case 'f32':
      return inputValue(seed, index, values);
    case 'f16':
      return halfValue(inputHalfBits(seed, index, values));
    default: {
      const block = Math.floor(index / blockWeights);
      const scale = halfValue(scaleBits(seed, block, dtype, values));
      return scale * weightCode(seed, index, dtype, values);
    }
  }
}
