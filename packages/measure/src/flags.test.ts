import type { Flag } from '@ridgeline/vocabulary/flags';
import { flags } from '@ridgeline/vocabulary/flags';
import { expect, test } from 'vitest';
import type { OkMeasurement } from './measurement.ts';

// The type check of this file fails where a line that should not compile does.

test('a measurement carries flags of the list only', () => {
  const listed: OkMeasurement['flags'] = flags.map(({ id }) => id);
  // @ts-expect-error A flag that nobody listed has no words anywhere.
  const unlisted: OkMeasurement['flags'] = ['of-tomorrow'];
  expect(listed).not.toContain(unlisted?.[0]);
});

test('a flag is listed with its words, its remedy, and whether it is noise', () => {
  const whole = { id: 'new', title: 'new', words: 'w', remedy: 'r', isNoise: true, isLifted: true };
  const { words: _words, ...silent } = whole;
  const { remedy: _remedy, ...hopeless } = whole;
  const { isNoise: _isNoise, ...undecided } = whole;
  const complete: Flag = whole;
  // @ts-expect-error Reports and the methodology would have nothing to say of it.
  const first: Flag = silent;
  // @ts-expect-error Readers would not know what to do about it.
  const second: Flag = hopeless;
  // @ts-expect-error `--strict` would not know whether to refuse it.
  const third: Flag = undecided;
  for (const each of [first, second, third]) expect(each).not.toEqual(complete);
});
