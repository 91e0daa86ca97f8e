import { readFile } from 'node:fs/promises';
import { type Submission, submission, submissionMaximumBytes } from '@ridgeline/schema/submission';
import { expect, test } from 'vitest';
import { fitSubmission } from './fit-submission.ts';

const golden = await readFile(
  new URL('report/golden/run-epyc-2-cores.json', import.meta.url),
  'utf8',
);
const run: Submission = submission.parse(JSON.parse(golden));

test('a run with room is left as it is', () => {
  expect(fitSubmission(run)).toBe(run);
});

test('a run that is too long loses its slowest paths whole, and says so', () => {
  const [cpu] = run.softwarePaths;
  if (cpu === undefined) throw new Error('the golden run has a path');
  // Engines beside the suite's own, each slower than the one before.
  const extra = ['one', 'two', 'three'].map((backend, index) => ({
    path: { ...cpu, id: `cpu0-${backend}`, backend },
    measurements: run.measurements.flatMap((each) =>
      each.outcome === 'ok' && each.path === cpu.id
        ? [
            {
              ...each,
              path: `cpu0-${backend}`,
              ...(each.computeFlopsPerSecond !== undefined && {
                computeFlopsPerSecond: 1000 / (index + 1),
              }),
              durationSeconds: {
                ...each.durationSeconds,
                samples: Array.from({ length: 64 }, () => each.durationSeconds.median),
              },
            },
          ]
        : [],
    ),
  }));
  const long: Submission = {
    ...run,
    softwarePaths: [...run.softwarePaths, ...extra.map(({ path }) => path)],
    measurements: [...run.measurements, ...extra.flatMap(({ measurements }) => measurements)],
  };
  const length = (each: Submission) => Buffer.byteLength(JSON.stringify(each));
  expect(length(long)).toBeGreaterThan(submissionMaximumBytes);
  const fitted = fitSubmission(long);
  expect(submission.parse(fitted)).toEqual(fitted);
  expect(length(fitted)).toBeLessThanOrEqual(submissionMaximumBytes);
  const left = new Set(fitted.softwarePaths.map(({ id }) => id));
  expect(left.has(cpu.id)).toBe(true);
  expect(fitted.measurements.every(({ path }) => left.has(path))).toBe(true);
  const named = fitted.unavailableBackends.filter(({ reason }) => reason.startsWith('Left out'));
  expect(named.length).toBe(long.softwarePaths.length - fitted.softwarePaths.length);
  expect(named.map(({ backend }) => backend)).toContain('three');
});
