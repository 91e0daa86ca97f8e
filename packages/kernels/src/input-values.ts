/**
 * Inputs are a function of (seed, index), so that a worker, a shader and the reference each compute
 * them for themselves. They repeat every {@link inputPeriod} elements: large arrays are then filled by
 * copying one block, and sums over them have a closed form, while no hardware compresses or
 * deduplicates a random block of 256 KiB. The period is prime, so matrix rows do not line up with it.
 */
export const inputPeriod = 65_521;

/** `random`: full-mantissa values in [-1, 1). `integers`: -8 … 8, so f32 products sum exactly. */
export type InputValues = 'random' | 'integers';

/** A well-mixed 32-bit hash (bijective, two multiply-xorshift rounds), same in JS, C and WGSL. */
export function hash32(seed: number, index: number): number {
  let h = (seed + Math.imul(index, 0x9e3779b1)) | 0;
  h ^= h >>> 16;
  h = Math.imul(h, 0x7feb352d);
  h ^= h >>> 15;
  h = Math.imul(h, 0x846ca68b);
  h ^= h >>> 16;
  return h >>> 0;
}

/** Seed of the input at `position` (0 = first array) of a problem with `seed`. */
export function inputSeed(seed: number, position: number): number {
  return (seed + Math.imul(position, 0x632be5ab)) | 0;
}

/** Value of element `index` of an f32 input whose seed is `seed` (see {@link inputSeed}); exact in f32. */
export function inputValue(seed: number, index: number, values: InputValues): number {
  const hash = hash32(seed, index % inputPeriod);
  return values === 'random' ? (hash >>> 8) * 2 ** -23 - 1 : (hash % 17) - 8;
}

/** Fills `target` with the elements `from`, `from + 1`, … of an f32 input. */
export function fillInput(
  target: Float32Array,
  seed: number,
  values: InputValues,
  from = 0,
): Float32Array {
  const block = Math.min(target.length, inputPeriod);
  for (let i = 0; i < block; i++) target[i] = inputValue(seed, from + i, values);
  for (let filled = block; filled < target.length; ) {
    // Copying a whole number of periods keeps every element at its own value.
    const count = Math.min(filled, target.length - filled);
    target.copyWithin(filled, 0, count);
    filled += count;
  }
  return target;
}
