import type { ProblemSize, SizeContext } from './kernel-spec.ts';

const smallestBytes = 16 * 1024;
const f32Bytes = 4;

/** Working set that no cache holds: four times the last level, at least 64 MiB, at most a quarter of memory. */
export function memoryWorkingSetBytes(context: SizeContext): number {
  const wanted = Math.max(4 * context.cacheBytes, 64 * 1024 ** 2);
  return Math.min(wanted, context.memoryBytes / 4, 1024 ** 3);
}

/**
 * Sizes of a bandwidth kernel over `arrays` f32 arrays: from a set that fits the first cache to one
 * that only memory holds. `step` is the factor between neighbours; the largest set is always there, and
 * none that is so near to it that it would show the same memory.
 */
export function workingSets(context: SizeContext, arrays: number, step: number): ProblemSize[] {
  const largest = memoryWorkingSetBytes(context);
  const sets: number[] = [];
  for (let bytes = smallestBytes; bytes < largest / 3; bytes *= step) sets.push(bytes);
  sets.push(largest);
  return sets.map((bytes) => elementsFor(bytes, arrays));
}

/** The size whose `arrays` arrays together hold `bytes`, in whole blocks of 64 elements. */
export function elementsFor(bytes: number, arrays: number): ProblemSize {
  return { elements: Math.max(64, Math.floor(bytes / (arrays * f32Bytes * 64)) * 64) };
}
