import { exampleSubmission } from '@ridgeline/schema/example-submission';
import { expect, test } from 'vitest';
import { arrivalFaults, idFaults, idTime } from './run-clock.ts';

const hours = (count: number): number => count * 3600 * 1000;

function madeAt(time: number) {
  const digits = time.toString(16).padStart(12, '0');
  const id = `${digits.slice(0, 8)}-${digits.slice(8)}-7000-8000-000000000001`;
  return { ...exampleSubmission, run: { ...exampleSubmission.run, id } };
}

const startedAt = Date.parse(exampleSubmission.run.startedAt);

test('the time of an id is read as it was written', () => {
  expect(idTime(madeAt(1_795_000_000_123).run.id)).toBe(1_795_000_000_123);
});

test('an id is of its run: at most a day before it began, at most an hour from now', () => {
  expect(idFaults(madeAt(startedAt - hours(23)))).toEqual([]);
  expect(idFaults(madeAt(startedAt - hours(25)))).toMatchObject([{ pointer: '/run/id' }]);
  const now = new Date(startedAt + hours(2));
  expect(arrivalFaults(madeAt(now.getTime() + hours(0.9)), now)).toEqual([]);
  expect(arrivalFaults(madeAt(now.getTime() + hours(1.1)), now)).toMatchObject([
    { pointer: '/run/id' },
  ]);
  const last = { ...exampleSubmission.run, id: 'ffffffff-fff0-7000-8000-000000000001' };
  expect(arrivalFaults({ ...exampleSubmission, run: last }, now)).toHaveLength(1);
});
