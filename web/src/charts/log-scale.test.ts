import { expect, test } from 'vitest';
import { makeLogScale } from './log-scale.ts';

const options = { range: [0, 100], base: 10, maximumTicks: 4, format: String } as const;

test('an axis ends at the decades around its values and each decade is equally long', () => {
  const scale = makeLogScale({ ...options, values: [3, 400] });
  expect(scale.domain).toEqual([1, 1000]);
  expect(scale.position(1)).toBeCloseTo(0);
  expect(scale.position(10)).toBeCloseTo(100 / 3);
  expect(scale.position(1000)).toBeCloseTo(100);
});

test('a decade itself is not widened', () => {
  expect(makeLogScale({ ...options, values: [10, 1000] }).domain).toEqual([10, 1000]);
});

test('ticks are never more than asked for and keep an even step', () => {
  const scale = makeLogScale({ ...options, values: [0.01, 1e5] });
  expect(scale.ticks.map(({ value }) => value)).toEqual([0.01, 1, 100, 10_000]);
});

test('powers of two carry sizes', () => {
  const scale = makeLogScale({ ...options, base: 2, isTight: true, values: [48, 1000] });
  expect(scale.ticks.map(({ value }) => value)).toEqual([64, 128, 256, 512]);
});

test('one value or none still makes an axis', () => {
  expect(makeLogScale({ ...options, values: [7] }).domain).toEqual([1, 10]);
  expect(makeLogScale({ ...options, values: [] }).position(5)).toBeGreaterThan(0);
});

test('what lies outside is drawn at the edge', () => {
  const scale = makeLogScale({ ...options, values: [1, 10] });
  expect(scale.position(0)).toBe(0);
  expect(scale.position(1e9)).toBe(100);
});
