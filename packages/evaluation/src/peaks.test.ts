import { kernelSpecs } from '@ridgeline/kernels/specs';
import { submission as schema } from '@ridgeline/schema/submission';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyRun } from './any-run.ts';
import { evaluate } from './evaluate.ts';
import { checkPlausibility } from './plausibility.ts';

test('runs for tests follow the schema, are consistent and plausible', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const run = anyRun(seed);
      expect(schema.safeParse(run).error).toBeUndefined();
      const evaluation = evaluate(run);
      expect(evaluation.faults).toEqual([]);
      const broken = checkPlausibility(evaluation, new Date(run.run.finishedAt));
      expect(broken.filter((each) => each.isQuarantining && !each.isPassed)).toEqual([]);
    }),
    { numRuns: 50, endOnFailure: true },
  );
});

test('a headline is the best quiet size of the first kernel that was measured, from memory', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const run = anyRun(seed);
      const { measurements, paths } = evaluate(run);
      for (const { given, peaks } of paths) {
        for (const spec of kernelSpecs) {
          const { headline, rate } = spec;
          const own = measurements.filter(
            (each) => each.given.path === given.id && each.declared?.spec === spec,
          );
          const eligible = own.filter((each) => !spec.isStream || each.isFromMemory);
          for (const { dtype } of eligible.map((each) => each.given)) {
            const peak = peaks.find(
              (each) => each.headline === headline?.id && each.dtype === dtype,
            );
            if (headline === undefined) expect(peak).toBeUndefined();
            const chosen = peak?.measurement.declared?.spec.headline?.preference ?? Infinity;
            if (headline !== undefined) expect(chosen).toBeLessThanOrEqual(headline.preference);
            if (peak?.kernel !== spec.id) continue;
            const ofDtype = eligible.filter((each) => each.given.dtype === dtype);
            const quiet = ofDtype.filter(({ isNoisy }) => !isNoisy);
            const figures = (quiet.length > 0 ? quiet : ofDtype).map(
              ({ declared, medianSeconds }) =>
                rate === undefined
                  ? -medianSeconds
                  : (rate === 'computeFlopsPerSecond'
                      ? (declared?.cost.flops ?? 0)
                      : (declared?.cost.bytes ?? 0)) / medianSeconds,
            );
            expect(Math.abs(peak.value)).toBe(Math.abs(Math.max(...figures)));
          }
        }
      }
    }),
    { numRuns: 100, endOnFailure: true },
  );
});
