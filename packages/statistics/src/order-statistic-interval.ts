import { sorted } from './quantile.ts';

/** Interval that holds the true median with at least `confidence`, whatever the distribution. */
export interface MedianInterval {
  readonly low: number;
  readonly high: number;
  /** Exact coverage of these two order statistics: at least what was asked when n allows it. */
  readonly confidence: number;
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
  const n = ascending.length;
  // tail = P(fewer than `rank` of n values lie below the median), added up without factorials.
  let term = 0.5 ** n;
  let tail = term;
  let rank = 0;
  for (let next = 1; next < n / 2; next++) {
    term *= (n - next + 1) / next;
    if (1 - 2 * (tail + term) < confidence) break;
    tail += term;
    rank = next;
  }
  return {
    low: ascending[rank] ?? Number.NaN,
    high: ascending[n - 1 - rank] ?? Number.NaN,
    confidence: Math.max(0, 1 - 2 * tail),
  };
}
