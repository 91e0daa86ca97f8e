import { readFile } from 'node:fs/promises';
import { type Submission, submission } from '@ridgeline/schema/submission';
import { expect, test } from 'vitest';
import { runExitCode } from './run-exit-code.ts';

const golden = new URL('report/golden/run-epyc-2-cores.json', import.meta.url);
const run = submission.parse(JSON.parse(await readFile(golden, 'utf8')));

/** The run with one measurement more, which failed for some cause and with some words. */
const withFailure = (cause: string, reason: string): Submission => ({
  ...run,
  measurements: [
    ...run.measurements,
    { outcome: 'failed', cause, reason, kernel: 'matmul', dtype: 'f32', path: 'cpu0-wasm' },
  ],
});

test('a wrong answer is told by its cause, whatever its words', () => {
  expect(runExitCode(run, false)).toBe(0);
  expect(runExitCode(withFailure('wrong-answer', 'It is off by one.'), false)).toBe(4);
  expect(runExitCode(withFailure('crash', 'Wrong answer, said the driver.'), false)).toBe(0);
});

test('a run in which nothing could be measured is no success', () => {
  expect(runExitCode({ ...run, measurements: [] }, false)).toBe(4);
  expect(runExitCode({ ...run, softwarePaths: [], measurements: [] }, false)).toBe(3);
});

test('noise costs the success only of who asks for it', () => {
  const noisy = { ...run, run: { ...run.run, flags: ['busy'] } };
  expect(runExitCode(noisy, false)).toBe(0);
  expect(runExitCode(noisy, true)).toBe(5);
  expect(runExitCode({ ...run, run: { ...run.run, flags: ['unsettled'] } }, true)).toBe(0);
});
