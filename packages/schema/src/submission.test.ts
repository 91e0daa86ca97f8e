import { failureCauses } from '@ridgeline/vocabulary/failure-causes';
import { expect, it } from 'vitest';
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
