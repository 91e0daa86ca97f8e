import { parseWorkloadId, type Workload } from '@ridgeline/roofline/workload';
import type { LeaderboardEntry } from '@ridgeline/schema/responses';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntryPeakRow, EntryRow } from '../../db/queries/read-entries.ts';
import { catalogueCandidates } from './catalogue-entries.ts';
import { measuredCandidate } from './measured-entries.ts';
import { rankEntries } from './rank-entries.ts';
import { sorts } from './sorts.ts';

function workload(): Workload {
  const found = parseWorkloadId('llama-3.1-8b--q4_k_m--chat');
  if (found === undefined) throw new Error('no workload');
  return found;
}

const job = workload();
const proved = 3;
const names = [
  ['bandwidth', 'read', 'f32'],
  ['compute-f32', 'matmul', 'f32'],
  ['compute-f16', 'matmul', 'f16'],
  ['compute-int8', 'matmul', 'int8'],
  ['matvec-q4_0', 'matvec', 'q4_0'],
  ['dispatch', 'dispatch', 'f32'],
] as const;

const anyPeak = ([peak, kernel, dtype]: (typeof names)[number]): fc.Arbitrary<EntryPeakRow> =>
  fc
    .record({
      value: fc.double({ min: 1e9, max: 1e14, noNaN: true }),
      evidence: fc.integer({ min: 0, max: proved }),
      ownerCount: fc.integer({ min: 1, max: 9 }),
    })
    .map(({ evidence, ownerCount, value: drawn }) => {
      const value = peak === 'dispatch' ? 1e5 / drawn : drawn;
      return {
        ...{ peak, kernel, dtype, evidence, value, best: value, low: 0.97 * value },
        ...{ high: 1.03 * value, lowRank: 1, ownerCount, runCount: ownerCount, sampleCount: 9 },
        ...{ proofKernel: null, floor: null, provedAt: null, independentOwnerCount: ownerCount },
      };
    });

const slugs = [
  'nvidia-geforce-rtx-4090',
  'nvidia-geforce-rtx-3060',
  'amd-ryzen-7-7800x3d',
  'unlisted-x',
];

function rowOf(peaks: EntryPeakRow[], slug: string, backend: string): EntryRow {
  const kind = slug.startsWith('amd') ? 'cpu' : 'gpu';
  const isListed = !slug.startsWith('unlisted');
  const device = { id: 'd', slug, name: slug, vendor: 'V', kind, isListed } as const;
  return {
    ...{ suite: 's', deviceSlug: slug, backend, runtimeName: 'node', evidence: proved },
    ...{ hasLabRun: false, ownerCount: 9, runCount: 9, measuredAt: '2026-11-01T12:00:00.000Z' },
    newestSubmissionId: '01a212cd-7f75-7072-be87-8e70868e80fc',
    device: { ...device, isSoftwareAdapter: false },
    softwarePath: { backend, runtimeName: 'node', runtimeVersion: '24' },
    peaks,
  };
}

const anyRow = fc
  .record({
    slug: fc.constantFrom(...slugs),
    backend: fc.constantFrom('a', 'b', 'c'),
    peaks: fc.tuple(...names.map((name) => fc.option(anyPeak(name), { nil: undefined }))),
  })
  .map(({ backend, peaks, slug }) =>
    rowOf(
      peaks.filter((peak) => peak !== undefined),
      slug,
      backend,
    ),
  );

const anyRows = fc.uniqueArray(anyRow, {
  minLength: 1,
  maxLength: 8,
  selector: ({ backend, deviceSlug }) => `${deviceSlug} ${backend}`,
});

const catalogue = catalogueCandidates(job);

function ranked(rows: readonly EntryRow[], sort: (typeof sorts)[number]): LeaderboardEntry[] {
  const measured = rows.flatMap((row) => measuredCandidate(row, job) ?? []);
  return rankEntries([...measured, ...catalogue], sort);
}

/** What a reader sees of the rows that have a rank. */
const rankedOnly = (entries: readonly LeaderboardEntry[]) =>
  entries
    .filter(({ rank }) => rank !== null)
    .map(({ basis, device, ownerCount, prediction, rank, softwarePath, tier }) => ({
      ...{ rank, slug: device.slug, basis, path: softwarePath?.backend, tier, ownerCount },
      prediction,
    }));

describe('a figure that was not proved', () => {
  test('neither ranks nor lifts or lowers anything that is ranked, whatever it says', {
    timeout: 30_000,
  }, () => {
    fc.assert(
      fc.property(
        anyRows,
        fc.constantFrom(...sorts),
        fc.constantFrom(1e-6, 0.1, 10, 1e6),
        (rows, sort, factor) => {
          const changed = rows.map((row) => ({
            ...row,
            peaks: row.peaks.map((peak) =>
              peak.evidence === proved
                ? peak
                : { ...peak, value: factor * peak.value, low: factor * peak.low },
            ),
          }));
          const without = rows.map((row) => ({
            ...row,
            peaks: row.peaks.filter(({ evidence }) => evidence === proved),
          }));
          const board = rankedOnly(ranked(rows, sort));
          expect(rankedOnly(ranked(changed, sort))).toEqual(board);
          expect(rankedOnly(ranked(without, sort))).toEqual(board);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('stands below every row that has a rank, and makes its row tier T1 where it is needed', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom(...sorts), (rows, sort) => {
        const entries = ranked(rows, sort);
        const last = entries.findLastIndex(({ rank }) => rank !== null);
        entries.forEach((entry, index) => {
          if (entry.basis !== 'measured') return;
          const isProved = entry.evidence === 'proved';
          expect(entry.tier === 'T1').toBe(!isProved);
          const figure = sort.figureOf(entry);
          if (figure?.backing === 'claimed' || !entry.device.isListed) {
            expect(index).toBeGreaterThan(last);
            expect(entry.rank).toBeNull();
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  test('of an int8 product at 1e20 op/s beside proved f32 ones leaves the row as it was', () => {
    const owners = { ownerCount: 9, independentOwnerCount: 9 };
    const firm = { evidence: proved, ...owners, runCount: 9, sampleCount: 9, lowRank: 2 };
    const none = { proofKernel: null, floor: null, provedAt: null };
    const peak = (index: 0 | 1 | 3, value: number): EntryPeakRow => {
      const [id, kernel, dtype] = names[index];
      const interval = { low: value, high: value };
      return { peak: id, kernel, dtype, value, best: value, ...interval, ...firm, ...none };
    };
    const honest = [peak(0, 9e11), peak(1, 5e13)];
    const claim = { ...peak(3, 1e20), evidence: 0 };
    const slug = 'nvidia-geforce-rtx-4090';
    for (const sort of sorts) {
      const [row] = ranked([rowOf(honest, slug, 'a')], sort).filter(
        ({ basis }) => basis === 'measured',
      );
      const [lifted] = ranked([rowOf([...honest, claim], slug, 'a')], sort).filter(
        ({ basis }) => basis === 'measured',
      );
      expect(lifted?.rank).toBe(row?.rank);
      expect(lifted?.prediction).toEqual(row?.prediction);
      expect(lifted && sort.figureOf(lifted)).toEqual(row && sort.figureOf(row));
    }
  });
});
