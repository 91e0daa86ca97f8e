import { expect, it } from 'vitest';
import { halfValue, inputHalfBits } from './half-values.ts';
import { fillInput, hash32, inputPeriod, inputValue } from './input-values.ts';

it('gives the values that other languages were written against', () => {
  expect([hash32(0, 0), hash32(1, 0), hash32(7, 12_345)]).toEqual([0, 1753845952, 3734623763]);
});

it('fills any window of an array with the values of its indices', () => {
  const from = 12_345;
  const filled = fillInput(new Float32Array(3 * inputPeriod + 17), 99, 'random', from);
  for (let i = 0; i < filled.length; i += 7) {
    expect(filled[i]).toBe(inputValue(99, from + i, 'random'));
  }
});

it('makes random values of full mantissa, zero mean and the variance of a uniform distribution', () => {
  const values = Array.from({ length: inputPeriod }, (_, i) => inputValue(5, i, 'random'));
  const mean = values.reduce((sum, value) => sum + value, 0) / inputPeriod;
  const square = values.reduce((sum, value) => sum + value * value, 0) / inputPeriod;
  expect(Math.abs(mean)).toBeLessThan(0.01);
  expect(Math.abs(square - 1 / 3)).toBeLessThan(0.01);
  expect(values.filter((value) => (value * 2 ** 23) % 2 !== 0).length / inputPeriod).toBeCloseTo(
    0.5,
    1,
  );
  expect(values.every((value) => Math.fround(value) === value)).toBe(true);
});

it('makes halves that a half-precision number holds exactly', () => {
  for (let i = 0; i < 1000; i++) {
    expect(Math.abs(halfValue(inputHalfBits(5, i, 'random')))).toBeLessThan(1);
    const integer = halfValue(inputHalfBits(5, i, 'integers'));
    expect(integer).toBe(Math.round(integer));
  }
});
