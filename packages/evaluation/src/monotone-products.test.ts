import type { OkMeasurement } from '@ridgeline/schema/submission';
import { expect, test } from 'vitest';
import { evaluateMeasurements } from './evaluated-measurement.ts';
import { slowerLargeProduct } from './monotone-products.ts';

function product(n: number, flopsPerSecond: number, spread = 0.01): OkMeasurement {
  const seconds = (2 * n ** 3) / flopsPerSecond;
  const samples = [1 - spread, 1, 1 + spread].map((factor) => factor * seconds);
  return {
    outcome: 'ok',
    kernel: 'matmul',
    dtype: 'f32',
    path: 'cpu0-wasm',
    size: { m: n, n, k: n },
    durationSeconds: { median: seconds, min: (1 - spread) * seconds, max: 2 * seconds, samples },
    executionsPerSample: 1,
    relativeError: 0,
  };
}

function slower(...measurements: OkMeasurement[]) {
  return slowerLargeProduct(evaluateMeasurements(measurements, () => undefined));
}

test('a rate that falls by more than 15 % from a smaller size is found, whatever the order', () => {
  const expected = expect.objectContaining({ ratio: expect.closeTo(0.8, 6) });
  expect(slower(product(256, 1e9), product(512, 0.8e9))).toEqual(expected);
  expect(slower(product(512, 0.8e9), product(256, 1e9))).toEqual(expected);
});

test('a rate that rises, falls a little, is noisy or of another dtype is not', () => {
  expect(slower(product(256, 1e9), product(512, 2e9), product(1024, 1.8e9))).toBeUndefined();
  expect(slower(product(256, 1e9), product(512, 0.5e9, 0.4))).toBeUndefined();
  expect(slower(product(256, 1e9), { ...product(512, 0.5e9), dtype: 'f16' })).toBeUndefined();
});
