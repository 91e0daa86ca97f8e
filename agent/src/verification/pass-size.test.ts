import { expect, test } from 'vitest';
import { passSeconds, passSize } from './pass-size.ts';

test.each([1e7, 1e9, 1e11, 5e12, 1e14])(
  'a pass at %d flop/s lasts at least three seconds',
  (rate) => {
    const { n, repetitions } = passSize(rate);
    expect((repetitions * 2 * n ** 3) / rate).toBeGreaterThanOrEqual(passSeconds);
    expect(n).toBeLessThanOrEqual(4096);
    expect(8 * n * repetitions).toBeLessThanOrEqual(128 * 1024 ** 2);
  },
);

test('the faster the path, the larger the product', () => {
  expect(passSize(1e9).n).toBeLessThan(passSize(1e11).n);
});
