import { blockWords } from '@ridgeline/kernels/verification/challenge-read';

/**
 * Seconds that a pass shall take: long enough that asking, drawing the inputs, digesting and the way to
 * the server are a small part of it.
 */
export const passSeconds = 3.5;

/** Seconds that one product may take, so that a pass is several and its length can be met. */
const longestProductSeconds = 2;

/** Larger products lose a smaller part to their digests; beyond 4096 f32 sums would not be exact. */
const dimensions = [4096, 2048, 1024, 512, 256, 128] as const;

/** Bounds the digests that a GPU holds, 128 MiB of them. */
const mostRepetitions = 4096;

/** A pass of so many times that length is not waited for: it proves too little in any case. */
const patience = 2;

/** A product or an array of so many blocks, and how often it is computed or read. */
export interface PassSize {
  readonly n: number;
  readonly repetitions: number;
}

/** The product and its repetitions that take {@link passSeconds} at a measured rate. */
export function productPassSize(computeFlopsPerSecond: number): PassSize {
  const secondsOf = (n: number) => (2 * n ** 3) / computeFlopsPerSecond;
  const n = dimensions.find((each) => secondsOf(each) <= longestProductSeconds) ?? 128;
  const repetitions = Math.ceil(passSeconds / secondsOf(n));
  return { n, repetitions: Math.min(Math.max(1, repetitions), mostRepetitions) };
}

/** Long enough that the hashes between two passes, and waking the threads, are a small part of one. */
const readSeconds = 0.012;

/** Larger arrays tell no more about memory. */
const largestArrayBytes = 1024 ** 3;

/** The least that the API takes. */
const leastBlocks = 64;

/**
 * The array and its passes that take {@link passSeconds}: no smaller than what was measured, and small
 * enough that it and the second array, which the filling needs, leave memory to others.
 */
export function readPassSize(
  { leastBytes, rate }: { readonly leastBytes: number; readonly rate: number },
  memoryBytes: number,
): PassSize {
  const wanted = Math.min(readSeconds * rate, largestArrayBytes, memoryBytes / 8);
  const blockBytes = 4 * blockWords;
  const n = Math.max(leastBlocks, Math.ceil(Math.max(wanted, leastBytes) / blockBytes));
  const repetitions = Math.ceil((passSeconds * rate) / (blockBytes * n));
  return { n, repetitions: Math.min(Math.max(1, repetitions), mostRepetitions) };
}

/** The same pass, shorter where one product turned out to take longer than was measured. */
export function boundedPass({ n, repetitions }: PassSize, productSeconds: number): PassSize {
  const affordable = Math.ceil((patience * passSeconds) / productSeconds);
  return { n, repetitions: Math.max(1, Math.min(repetitions, affordable)) };
}
