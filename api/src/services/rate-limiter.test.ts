import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RateLimiter } from './rate-limiter.ts';

test('of any sequence of requests a window allows the limit, and says what is left', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.record({ client: fc.nat({ max: 2 }), wait: fc.nat({ max: 30_000 }) })),
      (limit, requests) => {
        const limiter = new RateLimiter({ reads: limit });
        const windows = new Map<number, { from: number; count: number }>();
        let now = 0;
        for (const { client, wait } of requests) {
          now += wait;
          const known = windows.get(client);
          const isNew = known === undefined || now >= known.from + 60_000;
          const window = isNew ? { from: now, count: 0 } : known;
          window.count += 1;
          windows.set(client, window);
          expect(limiter.take('reads', String(client), now)).toEqual({
            isAllowed: window.count <= limit,
            limit,
            remaining: Math.max(0, limit - window.count),
            resetSeconds: Math.ceil((window.from + 60_000 - now) / 1000),
          });
        }
      },
    ),
  );
});

test('policies are counted apart, and one without a limit is not counted', () => {
  const limiter = new RateLimiter({ writes: 1 });
  expect(limiter.take('reads', 'a', 0)).toBeUndefined();
  expect(limiter.take('writes', 'a', 0)?.isAllowed).toBe(true);
  expect(limiter.take('writes', 'a', 1)?.isAllowed).toBe(false);
  expect(limiter.take('writes', 'b', 1)?.isAllowed).toBe(true);
});
