import { passSeconds } from '@ridgeline/kernels/verification/challenge-kind';
import { challengeKinds } from '@ridgeline/kernels/verification/challenge-kinds';
import { matmulKind } from '@ridgeline/kernels/verification/matmul-kind';
import { describe, expect, test } from 'vitest';
import { boundedPass } from './pass-size.ts';

const gibibyte = 1024 ** 3;
const bounds = { leastBytes: 0, memoryBytes: 64 * gibibyte };

describe.each(challengeKinds.map((kind) => [kind.kernel, kind] as const))('%s', (_kernel, kind) => {
  test.each([1e7, 1e9, 1e11, 5e12, 1e14])('a pass at %d/s takes its three seconds', (rate) => {
    const size = kind.sizeFor({ ...bounds, rate });
    const { places, rounds } = kind.counts(size);
    // A fast path ends sooner only where its digests would fill the memory.
    if (rounds < 4096) expect(kind.work(size) / rate).toBeGreaterThanOrEqual(passSeconds);
    expect(8 * places * rounds).toBeLessThanOrEqual(128 * 1024 ** 2);
    for (const [field, count] of [
      [kind.places, places],
      [kind.rounds, rounds],
    ] as const) {
      expect(count).toBeGreaterThanOrEqual(field.least);
      expect(count).toBeLessThanOrEqual(field.most);
    }
  });

  test('a claim that is far too high does not make a pass of minutes', () => {
    const size = boundedPass(kind.sizeFor({ ...bounds, rate: 1e13 }), 1);
    expect(kind.counts(size).rounds).toBeLessThanOrEqual(2 * passSeconds);
    const short = kind.sizeOf({ places: 128, rounds: 7 });
    expect(boundedPass(short, 1e-3)).toEqual(short);
  });
});

test('the faster the path, the larger the product', () => {
  const rowsAt = (rate: number) => matmulKind.sizeFor({ ...bounds, rate }).rows;
  expect(rowsAt(1e9)).toBeLessThan(rowsAt(1e11));
});
