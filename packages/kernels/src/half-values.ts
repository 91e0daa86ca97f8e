import { hash32, type InputValues, inputPeriod } from './input-values.ts';

/** f16 bit patterns of 0 … 8. */
const smallIntegers = [0, 0x3c00, 0x4000, 0x4200, 0x4400, 0x4500, 0x4600, 0x4700, 0x4800];

/**
 * f16 input as its bits: random sign and full 10-bit mantissa with magnitudes from 2^-4 to 1, made
 * without any conversion, so that every backend has the very same halves. `integers`: -8 … 8.
 */
export function inputHalfBits(seed: number, index: number, values: InputValues): number {
  const hash = hash32(seed, index % inputPeriod);
  if (values === 'integers') {
    const integer = (hash % 17) - 8;
    return (integer < 0 ? 0x8000 : 0) | (smallIntegers[Math.abs(integer)] ?? 0);
  }
  const sign = (hash >>> 31) << 15;
  const exponent = 11 + ((hash >>> 10) & 3);
  return sign | (exponent << 10) | (hash & 0x3ff);
}

/** The number that f16 bits mean; normal numbers and zero only, which is all that inputs are made of. */
export function halfValue(bits: number): number {
  const exponent = (bits >>> 10) & 0x1f;
  if (exponent === 0) return 0;
  const magnitude = 2 ** (exponent - 15) * (1 + (bits & 0x3ff) / 1024);
  return bits & 0x8000 ? -magnitude : magnitude;
}
