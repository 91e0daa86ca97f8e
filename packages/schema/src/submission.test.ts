import { failureCauses } from '@ridgeline/vocabulary/failure-causes';
import { expect, it } from 'vitest';
import { exampleSubmission } from './example-submission.ts';
import { submission } from './submission.ts';

const { measurements } = submission.shape;
const target = { kernel: 'matmul', dtype: 'f32', path: 'cpu0-wasm', reason: 'It was off.' };
const isTaken = (measurement: object) => measurements.safeParse([measurement]).success;

it.each(failureCauses)('takes a failure whose cause is $id', ({ id }) => {
  expect(isTaken({ outcome: 'failed', cause: id, ...target })).toBe(true);
});

it('takes no failure without a cause, and a cause of failures only', () => {
  expect(isTaken({ outcome: 'failed', ...target })).toBe(false);
  expect(isTaken({ outcome: 'skipped', ...target })).toBe(true);
  expect(isTaken({ outcome: 'skipped', cause: 'crash', ...target })).toBe(false);
});

it('takes the version of an agent as a version, and no other text', () => {
  const sent = (agentVersion: string) =>
    submission.safeParse({ ...exampleSubmission, run: { ...exampleSubmission.run, agentVersion } })
      .success;
  for (const version of ['0.1.0', '12.0.3', '1.0.0-rc.1']) expect(sent(version)).toBe(true);
  for (const text of ['-1', '1', 'v1.0.0', '0.1.0 ', '1.0.0\u2028', 'latest', '1e9.0.0']) {
    expect(sent(text), text).toBe(false);
  }
});

it('takes a few devices and paths of one machine, not a board full of them', () => {
  const repeated = <T extends { id: string }>(first: T | undefined, count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...first, id: `x${index}` }));
  const [device] = exampleSubmission.devices;
  const [path] = exampleSubmission.softwarePaths;
  const isTakenWith = (changes: object) =>
    submission.safeParse({ ...exampleSubmission, ...changes }).success;
  expect(isTakenWith({ devices: repeated(device, 6) })).toBe(true);
  expect(isTakenWith({ devices: repeated(device, 7) })).toBe(false);
  expect(isTakenWith({ softwarePaths: repeated(path, 16) })).toBe(true);
  expect(isTakenWith({ softwarePaths: repeated(path, 17) })).toBe(false);
});
