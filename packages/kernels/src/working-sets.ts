import type { KernelSpec, ProblemSize, SizeContext } from './kernel-spec.ts';

/** Last-level cache assumed of a device that does not tell: the largest of common ones. */
export const assumedCacheBytes: Readonly<Record<SizeContext['deviceKind'], number>> = {
  cpu: 32 * 1024 ** 2,
  gpu: 64 * 1024 ** 2,
};

const smallestBytes = 16 * 1024;
const f32Bytes = 4;
/** Elements of an array are a multiple of this. */
const blockElements = 64;

/** What decides from which working set on no cache helps. */
export type MemorySystem = Pick<SizeContext, 'cacheBytes' | 'memoryBytes'>;

/** Working set that no cache holds: four times the last level, at least 64 MiB, at most a quarter of memory. */
export function memoryWorkingSetBytes({ cacheBytes, memoryBytes }: MemorySystem): number {
  const wanted = Math.max(4 * cacheBytes, 64 * 1024 ** 2);
  return Math.min(wanted, memoryBytes / 4, 1024 ** 3);
}

/**
 * Whether a size of a kernel that streams is one that no cache holds: the size that the suite chooses for
 * it, which is rounded down to whole blocks, or a larger one.
 */
export function isBeyondCaches(
  { cost }: Pick<KernelSpec, 'cost'>,
  size: ProblemSize,
  system: MemorySystem,
): boolean {
  const block = cost({ elements: blockElements }, 'f32');
  return cost(size, 'f32').bytes + block.bytes > memoryWorkingSetBytes(system);
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

/** The size whose `arrays` arrays together hold `bytes`, in whole blocks of elements. */
export function elementsFor(bytes: number, arrays: number): ProblemSize {
  const blocks = Math.floor(bytes / (arrays * f32Bytes * blockElements));
  return { elements: blockElements * Math.max(1, blocks) };
}
