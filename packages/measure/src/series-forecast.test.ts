import { findKernelSpec } from '@ridgeline/kernels/specs';
import { expect, it } from 'vitest';
import type { OkMeasurement } from './measurement.ts';
import { SeriesForecast } from './series-forecast.ts';

const matmul = findKernelSpec('matmul');
const square = (n: number) => ({ m: n, n, k: n });

function forecastAfter(seconds: number, longestExecutionSeconds?: number): SeriesForecast {
  if (matmul === undefined) throw new Error('The suite has no matmul.');
  const forecast = new SeriesForecast(matmul, 'f32', longestExecutionSeconds);
  const durationSeconds = { median: seconds, samples: [seconds] };
  forecast.learn(square(1024), { durationSeconds } as OkMeasurement);
  return forecast;
}

it('skips what would take too long for the time that is left', () => {
  expect(forecastAfter(0.05).obstacle(square(2048), 10)).toBeUndefined();
  expect(forecastAfter(0.05).obstacle(square(2048), 0.5)).toMatch(/too long for this preset/);
});

it('keeps a single execution below what a watchdog may take for a hang, whatever time is left', () => {
  expect(forecastAfter(0.05, 0.2).obstacle(square(2048), 1000)).toMatch(/take the GPU for hung/);
  expect(forecastAfter(0.02, 0.2).obstacle(square(2048), 1000)).toBeUndefined();
});
