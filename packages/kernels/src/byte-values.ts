import { hash32, type InputValues, inputPeriod } from './input-values.ts';

/**
 * int8 input: array 0 in -127 … 127, array 1 (the weights) in -64 … 63. Seven bits on one side keep
 * every path exact: x86 without VNNI adds two products of bytes in 16 bits and would saturate, which is
 * why runtimes quantize weights to seven bits there. `integers`: -8 … 8 in both.
 */
export function inputByte(
  seed: number,
  index: number,
  position: number,
  values: InputValues,
): number {
  const hash = hash32(seed, index % inputPeriod);
  if (values === 'integers') return (hash % 17) - 8;
  return position === 0 ? ((hash >>> 8) % 255) - 127 : (hash >>> 25) - 64;
}
