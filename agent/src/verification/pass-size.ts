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

/** A product and how often it is computed. */
export interface PassSize {
  readonly n: number;
  readonly repetitions: number;
}

/** The product and its repetitions that take {@link passSeconds} at a measured rate. */
export function passSize(computeFlopsPerSecond: number): PassSize {
  const secondsOf = (n: number) => (2 * n ** 3) / computeFlopsPerSecond;
  const n = dimensions.find((each) => secondsOf(each) <= longestProductSeconds) ?? 128;
  const repetitions = Math.ceil(passSeconds / secondsOf(n));
  return { n, repetitions: Math.min(Math.max(1, repetitions), mostRepetitions) };
}

/** The same pass, shorter where one product turned out to take longer than was measured. */
export function boundedPass({ n, repetitions }: PassSize, productSeconds: number): PassSize {
  const affordable = Math.ceil((patience * passSeconds) / productSeconds);
  return { n, repetitions: Math.max(1, Math.min(repetitions, affordable)) };
}
