import { findKernelSpec } from '@ridgeline/kernels/specs';
import { exampleSubmission } from '@ridgeline/schema/example-submission';
import { evidenceLevels } from '@ridgeline/vocabulary/evidence-levels';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyRun } from './any-run.ts';
import { type EvaluatedPath, evaluate } from './evaluate.ts';
import { evidenceOf, isCounted, type ProvedFloor, provedPeak } from './evidence.ts';
import type { Peak } from './peaks.ts';

const provedAt = '2026-11-01T12:00:40.000Z';

const floorFor = (
  { given }: EvaluatedPath,
  { dtype, kernel, value }: Peak,
  factor: number,
): ProvedFloor => ({ path: given.id, kernel, dtype, unitsPerSecond: factor * value, provedAt });

/** A floor about anything: of paths, kernels and formats that the run has and that it has not. */
const anyFloor = (paths: readonly EvaluatedPath[]): fc.Arbitrary<ProvedFloor> =>
  fc.record({
    path: fc.constantFrom('elsewhere', ...paths.map(({ given }) => given.id)),
    kernel: fc.constantFrom('matmul', 'read', 'matvec', 'triad', 'unknown'),
    dtype: fc.constantFrom('f32', 'f16', 'f16-sums', 'int8', 'q8_0'),
    unitsPerSecond: fc.double({ min: 1e3, max: 1e15, noNaN: true }),
    provedAt: fc.constant(provedAt),
  });

describe('a figure is proved', () => {
  test('by work of its own path, kernel headline and format, at four fifths of its claim or more', () => {
    fc.assert(
      fc.property(fc.integer(), fc.infiniteStream(fc.nat()), (seed, picks) => {
        const { paths } = evaluate(anyRun(seed));
        const floors = fc.sample(fc.array(anyFloor(paths), { maxLength: 12 }), {
          numRuns: 1,
          seed: picks.next().value ?? 0,
        })[0] as ProvedFloor[];
        for (const path of paths) {
          const evidence = evidenceOf(path, paths, { tier: 'T1', floors });
          expect(evidence.length).toBe(path.peaks.length);
          path.peaks.forEach((peak, index) => {
            const own = floors.filter(
              (floor) =>
                floor.path === path.given.id &&
                provedPeak(floor) === peak.peak &&
                peak.value <= 1.25 * floor.unitsPerSecond,
            );
            expect(evidence[index]?.level === 'proved').toBe(own.length > 0);
            if (own.length > 0) expect(own).toContain(evidence[index]?.floor);
          });
        }
      }),
      { numRuns: 100 },
    );
  });

  test('for itself alone: what one proof shows lifts no other figure of the path to proved', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { paths } = evaluate(anyRun(seed));
        for (const path of paths) {
          path.peaks.forEach((peak, index) => {
            if (findKernelSpec(peak.kernel)?.headline === undefined) return;
            const floors = [floorFor(path, peak, 1)];
            const proved = paths.flatMap((other) =>
              evidenceOf(other, paths, { tier: 'T1', floors }).flatMap(({ level }, at) =>
                level === 'proved' ? [[other, at]] : [],
              ),
            );
            expect(proved).toEqual([[path, index]]);
          });
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('what nobody proved', () => {
  const { paths } = evaluate(exampleSubmission);
  const [path] = paths as [EvaluatedPath, ...EvaluatedPath[]];
  const levelsOf = (change: (peak: Peak) => Peak, floors: ProvedFloor[] = []) => {
    const changed = { ...path, peaks: path.peaks.map(change) };
    const evidence = evidenceOf(changed, [changed], { tier: 'T1', floors });
    return new Map(changed.peaks.map(({ peak }, index) => [peak, evidence[index]?.level]));
  };

  test('is claimed, and within the data sheet where the named device has one', () => {
    expect(levelsOf((peak) => peak).get('bandwidth')).toBe('within-sheet');
    expect(
      levelsOf((peak) => ({ ...peak, value: 100 * peak.value, best: 100 * peak.best })).get(
        'bandwidth',
      ),
    ).toBe('claimed');
  });

  test('is bounded by proved figures where no sheet names the device, and by nothing else', () => {
    const unlisted = { ...path, device: { ...path.device, listed: undefined } };
    const f32 = unlisted.peaks.find(({ peak }) => peak === 'compute-f32');
    if (f32 === undefined) throw new Error('the example multiplies');
    const int8 = (factor: number): Peak => ({
      ...f32,
      ...{ peak: 'compute-int8', dtype: 'int8' },
      ...{ value: factor * f32.value, best: factor * f32.best },
    });
    const levelOf = (factor: number, floors: ProvedFloor[]) => {
      const claims = { ...unlisted, peaks: [f32, int8(factor)] };
      return evidenceOf(claims, [claims], { tier: 'T1', floors })[1]?.level;
    };
    const proof = floorFor(unlisted, f32, 1);
    expect(levelOf(4, [proof])).toBe('within-figures');
    expect(levelOf(1e8, [proof])).toBe('claimed');
    expect(levelOf(4, [])).toBe('claimed');
  });
});

test('maintainers vouch for their own runs; unsigned, failed and held ones have no evidence', () => {
  const { paths } = evaluate(exampleSubmission);
  for (const path of paths) {
    const vouched = evidenceOf(path, paths, { tier: 'T4', floors: [] });
    expect(vouched.every(({ level }) => level === 'proved')).toBe(true);
  }
  expect(isCounted({ status: 'accepted', tier: 'T0' })).toBe(false);
  for (const status of ['quarantined', 'failed', 'withdrawn', 'of-tomorrow']) {
    expect(isCounted({ status, tier: 'T2' })).toBe(false);
  }
  expect(isCounted({ status: 'accepted', tier: 'T1' })).toBe(true);
  expect(evidenceLevels.at(-1)?.id).toBe('proved');
});
