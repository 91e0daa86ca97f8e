import { sorted } from './quantile.ts';

/** Interval that holds the true median with at least `confidence`, whatever the distribution. */
export interface MedianInterval {
  readonly low: number;
  readonly high: number;
  /** Exact coverage of these two order statistics: at least what was asked when n allows it. */
  readonly confidence: number;
}

/**
 * Adds up the binomial weights C(n, i) for i = rank … n − rank, in units of the middle one, from the
 * middle outwards until a term no longer changes the sum. Nothing but +, × and ÷ of doubles, in one
 * order: SQL that does the same gets the very same bits, and no n under- or overflows.
 */
function centralWeight(count: number, rank: number): number {
  let sum = 0;
  let term = 1;
  for (let index = Math.floor(count / 2); index >= rank; index--) {
    // Each index stands for its mirror image too; the middle of an even count has none.
    const weight = 2 * index === count ? term : 2 * term;
    if (sum + weight === sum) break;
    sum += weight;
    term = (term * index) / (count - index + 1);
  }
  return sum;
}

/**
 * Chance that the true median lies between the `rank`-th smallest and the `rank`-th largest of
 * `count` independent values: Σ C(count, i) / 2^count for i = rank … count − rank.
 * @param rank 1 is the smallest value
 * @example medianConfidence(3, 1) // 0.75
 */
export function medianConfidence(count: number, rank: number): number {
  return centralWeight(count, rank) / centralWeight(count, 0);
}

/**
 * Rank of the lower order statistic of the narrowest symmetric pair whose coverage of the median
 * ({@link medianConfidence}) reaches `confidence`; the upper one has rank `count + 1 − rank`. That is
 * the largest rank r in 1 … ⌊count / 2⌋ with Σ C(count, i), i = r … count − r, at least
 * confidence × 2^count. It is 1 where even the whole range does not reach it (below 6 values at 0.95).
 *
 * The database has the same rule as `median_low_rank(count)`. Let w(i) be the weights that
 * `centralWeight` adds up: w(⌊count / 2⌋) is 1, w(i − 1) = w(i) × i ÷ (count − i + 1), and each counts
 * twice but the middle one of an even count. The total is their sum from ⌊count / 2⌋ down to 0, ended
 * when a term no longer changes it; the rank is the first index, from ⌊count / 2⌋ downwards, at which
 * the running sum is at least confidence × total.
 * @param count a whole number of at least 1
 * @example medianRank(10) // 2
 */
export function medianRank(count: number, confidence = 0.95): number {
  const wanted = confidence * centralWeight(count, 0);
  let sum = 0;
  let term = 1;
  for (let index = Math.floor(count / 2); index > 1; index--) {
    sum += 2 * index === count ? term : 2 * term;
    if (sum >= wanted) return index;
    term = (term * index) / (count - index + 1);
  }
  return 1;
}

/**
 * Distribution-free interval of the median: the narrowest symmetric pair of order statistics whose
 * binomial coverage reaches `confidence`. With too few values the whole range is given, and
 * `confidence` says what it is really worth (n = 3: 0.75).
 * Source: David and Nagaraja, Order Statistics, 3rd edition, section 7.1.
 */
export function medianInterval(values: readonly number[], confidence = 0.95): MedianInterval {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`A confidence lies strictly between 0 and 1; got ${confidence}.`);
  }
  const ascending = sorted(values);
  const count = ascending.length;
  const rank = medianRank(count, confidence);
  return {
    low: ascending[rank - 1] ?? Number.NaN,
    high: ascending[count - rank] ?? Number.NaN,
    confidence: medianConfidence(count, rank),
  };
}
