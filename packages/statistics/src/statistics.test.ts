import { expect, test } from 'vitest';
import { mad } from './mad.ts';
import { medianConfidence, medianInterval, medianRank } from './order-statistic-interval.ts';
import { median, quantile } from './quantile.ts';
import { noisySpreadRatio, robustSpreadRatio, spreadRatioOf } from './robust-spread.ts';
import { isSettled, relativeSpread } from './stopping-rule.ts';

/** Seeded uniform numbers in (0, 1), so that coverage is checked on the same draws each time. */
function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}

test('quantiles interpolate and do not reorder the input', () => {
  const values = [4, 1, 3, 2];
  expect(median(values)).toBe(2.5);
  expect(quantile(values, 0)).toBe(1);
  expect(quantile(values, 1)).toBe(4);
  expect(quantile(values, 0.9)).toBeCloseTo(3.7, 12);
  expect(values).toEqual([4, 1, 3, 2]);
  expect(median([7])).toBe(7);
});

test('nothing and NaN are refused instead of giving NaN', () => {
  expect(() => median([])).toThrow(RangeError);
  expect(() => median([1, Number.NaN])).toThrow(RangeError);
  expect(() => quantile([1], 1.5)).toThrow(RangeError);
  expect(() => medianInterval([1], 1)).toThrow(RangeError);
});

test('the median absolute deviation ignores one wild value', () => {
  expect(mad([1, 1, 2, 2, 4, 6, 9])).toBe(1);
  expect(mad([10, 11, 12, 1e9])).toBe(1);
});

test('the robust spread of normal values is their coefficient of variation', () => {
  const random = uniform(3);
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  const values = Array.from({ length: 20_000 }, () => 10 + 0.5 * normal());
  expect(robustSpreadRatio(values)).toBeCloseTo(0.05, 2);
  expect(robustSpreadRatio([9, 10, 11])).toBeCloseTo(0.14826, 12);
  expect(spreadRatioOf({ mad: 1, median: 10 })).toBeGreaterThan(noisySpreadRatio);
});

test('order statistics match the published table of binomial coverages', () => {
  // n = 10: ranks 2 and 9 cover 1 - 2 * (1 + 10) / 1024.
  const ten = medianInterval([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(ten).toMatchObject({ low: 2, high: 9 });
  expect(ten.confidence).toBeCloseTo(1 - 22 / 1024, 14);
  // n = 6 is the first size whose range reaches 95 %.
  expect(medianInterval([1, 2, 3, 4, 5, 6]).confidence).toBeCloseTo(0.96875, 12);
  expect(medianInterval([1, 2, 3]).confidence).toBeCloseTo(0.75, 12);
  expect(medianInterval([5])).toEqual({ low: 5, high: 5, confidence: 0 });
});

test('the rank is the exact binomial one, from one value to a hundred thousand', () => {
  /** Σ C(n, i), i = rank … n − rank, in whole numbers. */
  const covered = (count: number, rank: number): bigint => {
    let [choose, sum] = [1n, 0n];
    for (let index = 0; index <= count - rank; index++) {
      if (index >= rank) sum += choose;
      choose = (choose * BigInt(count - index)) / BigInt(index + 1);
    }
    return sum;
  };
  const reaches = (count: number, rank: number): boolean =>
    rank <= count / 2 && 20n * covered(count, rank) >= 19n * 2n ** BigInt(count);
  for (let count = 1; count <= 300; count++) {
    const rank = medianRank(count);
    if (rank > 1 || reaches(count, 1)) expect(reaches(count, rank), `${count}`).toBe(true);
    expect(reaches(count, rank + 1), `${count}`).toBe(false);
  }
  // Beyond factorials that a double holds, the normal approximation is off by one rank at most.
  for (const count of [1_000, 10_001, 100_000]) {
    const approximate = count / 2 - 0.98 * Math.sqrt(count);
    expect(Math.abs(medianRank(count) - approximate)).toBeLessThan(2);
    expect(medianConfidence(count, medianRank(count))).toBeGreaterThanOrEqual(0.95);
    expect(medianConfidence(count, medianRank(count) + 1)).toBeLessThan(0.95);
  }
});

test('the interval covers the median of a skewed distribution as often as it says', () => {
  const random = uniform(7);
  let covered = 0;
  const rounds = 2000;
  let claimed = 0;
  for (let round = 0; round < rounds; round++) {
    const samples = Array.from({ length: 25 }, () => -Math.log(random()));
    const interval = medianInterval(samples, 0.9);
    claimed = interval.confidence;
    if (interval.low <= Math.LN2 && Math.LN2 <= interval.high) covered += 1;
  }
  expect(claimed).toBeGreaterThanOrEqual(0.9);
  expect(Math.abs(covered / rounds - claimed)).toBeLessThan(0.02);
});

test('a sampler stops when the median can no longer move far', () => {
  const rule = { minimumSamples: 5, maximumRelativeSpread: 0.02 };
  expect(isSettled([1, 1, 1, 1, 1], rule)).toBe(false);
  expect(isSettled([1, 1, 1, 1, 1, 1], rule)).toBe(true);
  expect(isSettled([1, 1.5, 0.7, 1.2, 0.8, 1.1, 1.4, 0.9], rule)).toBe(false);
  expect(relativeSpread([1, 2])).toBe(Number.POSITIVE_INFINITY);
});
