import { expect, test } from 'vitest';
import { boundedPass, passSeconds, productPassSize } from './pass-size.ts';

test.each([1e7, 1e9, 1e11, 5e12, 1e14])(
  'a pass at %d flop/s lasts at least three seconds',
  (rate) => {
    const { n, repetitions } = productPassSize(rate);
    expect((repetitions * 2 * n ** 3) / rate).toBeGreaterThanOrEqual(passSeconds);
    expect(n).toBeLessThanOrEqual(4096);
    expect(8 * n * repetitions).toBeLessThanOrEqual(128 * 1024 ** 2);
  },
);

test('the faster the path, the larger the product', () => {
  expect(productPassSize(1e9).n).toBeLessThan(productPassSize(1e11).n);
});

test('a claim that is far too high does not make a pass of minutes', () => {
  expect(boundedPass(productPassSize(1e13), 1).repetitions).toBeLessThanOrEqual(2 * passSeconds);
  expect(boundedPass({ n: 128, repetitions: 7 }, 1e-3)).toEqual({ n: 128, repetitions: 7 });
});
