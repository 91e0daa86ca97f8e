import type { FigureEvidence, LeaderboardEntry } from '@ridgeline/schema/responses';
import { describe, expect, test } from 'vitest';
import { type Candidate, rankEntries } from './rank-entries.ts';
import { findSort } from './sorts.ts';

const sort = findSort('bandwidth');

function candidate(
  slug: string,
  value: number,
  options: {
    spread?: number;
    basis?: LeaderboardEntry['basis'];
    isRankable?: boolean;
    level?: FigureEvidence['level'];
    owners?: number;
  } = {},
): Candidate {
  const { basis = 'measured', isRankable = true, level = 'proved' } = options;
  const { owners = 9, spread = 0 } = options;
  const evidence = basis === 'measured' ? level : null;
  const interval = { low: value - spread, high: value + spread, confidence: 0.95 };
  return {
    isRankable,
    entry: {
      rank: null,
      isHeadline: false,
      basis,
      device: {
        slug,
        name: slug,
        vendor: 'V',
        kind: 'gpu',
        isListed: isRankable,
        isSoftwareAdapter: false,
      },
      softwarePath: null,
      suite: null,
      peaks: {
        bandwidthBytesPerSecond: {
          ...{ value, basis, interval, ownerCount: owners, independentOwnerCount: owners },
          ...(evidence && { evidence: { level: evidence } }),
        },
        computeFlopsPerSecond: {},
        matvecBytesPerSecond: {},
      },
      prediction: null,
      limit: null,
      publishedResults: [],
      prices: [],
      tier: null,
      evidence,
      ownerCount: owners,
      runCount: 9,
      isPreliminary: false,
      measuredAt: null,
      submissionId: null,
    },
  };
}

const ranks = (candidates: Candidate[]) =>
  rankEntries(candidates, sort).map(({ device, rank }) => [device.slug, rank]);

describe('rankEntries', () => {
  test('orders by the figure, whatever order it is given', () => {
    expect(ranks([candidate('b', 2), candidate('c', 1), candidate('a', 3)])).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
  });

  test('overlapping intervals share a rank, and the next one counts every better device', () => {
    const board = [
      candidate('a', 10, { spread: 1 }),
      candidate('b', 9, { spread: 1 }),
      candidate('c', 5),
    ];
    expect(ranks(board)).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 3],
    ]);
  });

  test('a chain of overlaps does not make the first and the last equal', () => {
    const chain = [10, 9, 8, 7].map((value, index) =>
      candidate(`d${index}`, value, { spread: 0.6 }),
    );
    expect(ranks(chain).map(([, rank]) => rank)).toEqual([1, 1, 2, 3]);
  });

  test('a device is ranked once: measured before published before spec', () => {
    const rows = rankEntries(
      [
        candidate('a', 10, { basis: 'spec' }),
        candidate('a', 8),
        candidate('b', 9, { basis: 'spec' }),
      ],
      sort,
    );
    expect(rows.map(({ basis, isHeadline, rank }) => [basis, isHeadline, rank])).toEqual([
      ['spec', false, null],
      ['spec', true, 1],
      ['measured', true, 2],
    ]);
  });

  test('what may not be ranked leaves the rank to the next basis', () => {
    const rows = rankEntries(
      [candidate('a', 99, { isRankable: false }), candidate('a', 8, { basis: 'spec' })],
      sort,
    );
    expect(rows.map(({ basis, rank }) => [basis, rank])).toEqual([
      ['spec', 1],
      ['measured', null],
    ]);
  });

  test('a path without a prediction does not lead one that has it, whatever the order', () => {
    const prediction: LeaderboardEntry['prediction'] = {
      kind: 'predicted',
      workload: 'w',
      basis: 'measured',
      memory: {
        fit: 'unknown',
        requiredBytes: 1,
        weightsBytes: 1,
        kvCacheBytes: 0,
        activationBytes: 0,
        overheadBytes: 0,
      },
      limit: 'compute',
    };
    const matrixLibrary = candidate('a', 9);
    const whole = candidate('a', 5);
    const predicted = { ...whole, entry: { ...whole.entry, prediction } };
    for (const order of [findSort('bandwidth'), findSort('training')]) {
      for (const rows of [
        [matrixLibrary, predicted],
        [predicted, matrixLibrary],
      ]) {
        const [headline] = rankEntries(rows, order).filter(({ isHeadline }) => isHeadline);
        expect(headline?.prediction).toEqual(prediction);
      }
    }
  });

  test('claims stand below all that is ranked, however high they are', () => {
    const rows = [
      candidate('claimed', 1e20, { level: 'claimed' }),
      candidate('within-sheet', 1e19, { level: 'within-sheet' }),
      candidate('unlisted', 1e18, { isRankable: false }),
      candidate('few-owners', 8, { owners: 4 }),
      candidate('proved', 9),
      candidate('spec', 7, { basis: 'spec' }),
    ];
    expect(ranks(rows)).toEqual([
      ['proved', 1],
      ['few-owners', null],
      ['spec', 2],
      ['claimed', null],
      ['within-sheet', null],
      ['unlisted', null],
    ]);
  });

  test('a measured path without the figure leaves the rank to a data sheet that has it', () => {
    const { entry } = candidate('a', 9);
    const without = { ...entry, peaks: { computeFlopsPerSecond: {}, matvecBytesPerSecond: {} } };
    const rows = rankEntries(
      [{ entry: without, isRankable: true }, candidate('a', 5, { basis: 'spec' })],
      sort,
    );
    expect(rows.map(({ basis, rank }) => [basis, rank])).toEqual([
      ['spec', 1],
      ['measured', null],
    ]);
  });

  test('lower is better where the sort says so', () => {
    const price = findSort('price');
    const priced = (slug: string, amountUsd: number): Candidate => {
      const { entry, isRankable } = candidate(slug, 1);
      const prices = [{ amountUsd, per: 'device' as const, asOf: '2026-01-01', source: 's' }];
      return { entry: { ...entry, prices }, isRankable };
    };
    const rows = rankEntries(
      [priced('dear', 900), priced('cheap', 300), candidate('none', 1)],
      price,
    );
    expect(rows.map(({ device, rank }) => [device.slug, rank])).toEqual([
      ['cheap', 1],
      ['dear', 2],
      ['none', null],
    ]);
  });
});
