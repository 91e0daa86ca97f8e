import type { CoreCounts, CpuRoom } from './cpu-room.ts';

/** Fewer threads than this are not worth trying halves of. */
const smallestHalved = 4;

/**
 * Numbers of threads worth trying, the most first: every hardware thread that this process may use, one
 * for each physical core, one for each fast core. Under a quota none is more than what it lets run at
 * once, rounded down: threads beyond that only wait for the next period, and those at a barrier for
 * them. Where the system does not tell of physical cores (a page in a browser), half of the threads.
 */
export function threadCounts({
  allowed,
  quotaCores,
}: Pick<CpuRoom, 'allowed' | 'quotaCores'>): readonly number[] {
  const most = Math.max(1, Math.floor(quotaCores ?? Number.POSITIVE_INFINITY));
  const counts = countsOf(allowed).map((count) => Math.max(1, Math.min(most, count)));
  return [...new Set(counts)].sort((a, b) => b - a);
}

/** The most threads of `counts` that run at once. */
export function mostThreads(counts: readonly number[]): number {
  return Math.max(1, ...counts);
}

function countsOf({ logicalCores, physicalCores, performanceCores }: CoreCounts): number[] {
  if (physicalCores !== undefined) {
    return [logicalCores, physicalCores, performanceCores ?? physicalCores].filter((n) => n > 0);
  }
  if (logicalCores < smallestHalved) return [logicalCores];
  return [logicalCores, Math.floor(logicalCores / 2)];
}
