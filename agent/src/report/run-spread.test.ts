import { readFile } from 'node:fs/promises';
import { submission } from '@ridgeline/schema/submission';
import { expect, test } from 'vitest';
import { runSpread } from './run-spread.ts';

// A real run of the quick preset on a virtual machine with two cores of an AMD EPYC.
const golden = submission.parse(
  JSON.parse(await readFile(new URL('golden/run-epyc-2-cores.json', import.meta.url), 'utf8')),
);

/** The run again, every figure slower by `factor` and flagged as told. */
function again(factor: number, flags: string[]): typeof golden {
  const measurements = golden.measurements.map((each) =>
    each.outcome === 'ok'
      ? {
          ...each,
          flags,
          durationSeconds: {
            median: each.durationSeconds.median * factor,
            samples: each.durationSeconds.samples.map((seconds) => seconds * factor),
          },
        }
      : each,
  );
  return { ...golden, measurements };
}

test('runs that agree within 3 % are repeated', () => {
  const spreads = runSpread([again(1, []), again(1.02, []), again(1.01, [])]);
  expect(spreads.length).toBeGreaterThan(10);
  for (const { spreadRatio, verdict } of spreads) {
    expect(spreadRatio).toBeCloseTo(0.02 / 1.01, 6);
    expect(verdict).toBe('repeated');
  }
});

test('a run that differs is explained only when it says so itself', () => {
  const verdicts = (flags: string[]) =>
    new Set(runSpread([again(1, []), again(1.5, flags)]).map(({ verdict }) => verdict));
  expect(verdicts(['unsettled'])).toEqual(new Set(['explained']));
  expect(verdicts([])).toEqual(new Set(['unexplained']));
});

test('what a run did not measure is absent, not zero', () => {
  const [first] = runSpread([again(1, []), { ...golden, measurements: [] }]);
  expect(first?.mediansSeconds[1]).toBeUndefined();
  expect(first?.spreadRatio).toBe(0);
});
