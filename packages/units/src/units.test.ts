import { expect, test } from 'vitest';
import { formatRate } from './format-rate.ts';
import { formatSeconds } from './format-seconds.ts';
import { parseQuantity, QuantityError } from './parse-quantity.ts';

test('rates use SI prefixes and three digits', () => {
  expect(formatRate(936e9, 'B/s')).toBe('936 GB/s');
  expect(formatRate(29.8e12, 'FLOP/s')).toBe('29.8 TFLOP/s');
  expect(formatRate(999.6e9, 'B/s')).toBe('1 TB/s');
  expect(formatRate(0, 'B/s')).toBe('0 B/s');
  expect(formatRate(1.2345e3, 'FLOP/s')).toBe('1.23 kFLOP/s');
});

test('token rates are plain counts, which people compare', () => {
  expect(formatRate(42, 'tokens/s')).toBe('42 tokens/s');
  expect(formatRate(0.2417, 'tokens/s')).toBe('0.242 tokens/s');
  expect(formatRate(14073.41, 'tokens/s')).toBe('14,100 tokens/s');
});

test('durations read from nanoseconds to days', () => {
  expect(formatSeconds(0)).toBe('0 s');
  expect(formatSeconds(36e-6)).toBe('36 µs');
  expect(formatSeconds(0.00123)).toBe('1.23 ms');
  expect(formatSeconds(2.5)).toBe('2.5 s');
  expect(formatSeconds(59.99)).toBe('1 min');
  expect(formatSeconds(200)).toBe('3 min 20 s');
  expect(formatSeconds(7500)).toBe('2 h 5 min');
  expect(formatSeconds(86400 * 3 + 7200)).toBe('3 d 2 h');
});

test('typed quantities become SI numbers', () => {
  expect(parseQuantity('1008GB/s', 'B/s')).toBe(1.008e12);
  expect(parseQuantity('165 TFLOP/s', 'FLOP/s')).toBe(1.65e14);
  expect(parseQuantity('165TFLOPS', 'FLOP/s')).toBe(1.65e14);
  expect(parseQuantity('24GiB', 'B')).toBe(24 * 2 ** 30);
  expect(parseQuantity('24 GB', 'B')).toBe(24e9);
  expect(parseQuantity('24G', 'B')).toBe(24e9);
  expect(parseQuantity('1.008e12', 'B/s')).toBe(1.008e12);
  expect(parseQuantity('250ms', 's')).toBe(0.25);
  expect(parseQuantity('20', 'tokens/s')).toBe(20);
  expect(parseQuantity('$1,500', 'USD')).toBe(1500);
});

test.each([
  ['fast', 'B/s'],
  ['', 'B'],
  ['-5GB', 'B'],
  ['0', 'B'],
  ['12parsec', 'B/s'],
  ['12GiFLOP/s', 'FLOP/s'],
  ['1e999', 'B'],
] as const)('"%s" is refused as %s with an example', (text, unit) => {
  expect(() => parseQuantity(text, unit)).toThrow(QuantityError);
  expect(() => parseQuantity(text, unit)).toThrow(/such as/);
});
