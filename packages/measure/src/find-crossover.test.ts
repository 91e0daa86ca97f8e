import { expect, it } from 'vitest';
import { findCrossover } from './find-crossover.ts';
import type { OkMeasurement } from './measurement.ts';

const paths = { cpu: 'cpu0-wasm', gpu: 'gpu0-webgpu' };

function ok(
  path: string,
  kernel: string,
  size: Record<string, number>,
  rates: Partial<OkMeasurement>,
  seconds = 1,
): OkMeasurement {
  const durationSeconds = { median: seconds, samples: [seconds] };
  const base = { outcome: 'ok', dtype: 'f32', executionsPerSample: 1, relativeError: 0 } as const;
  return { ...base, path, kernel, size, durationSeconds, ...rates };
}

const matmul = (path: string, edge: number, computeFlopsPerSecond: number) =>
  ok(path, 'matmul', { m: edge, n: edge, k: edge }, { computeFlopsPerSecond });

const gpu = [
  matmul(paths.gpu, 256, 1e12),
  matmul(paths.gpu, 2048, 1e13),
  ok(paths.gpu, 'dispatch', { elements: 64 }, {}, 1e-4),
  ok(paths.gpu, 'transfer-to-device', { elements: 4_194_304 }, { bandwidthBytesPerSecond: 1e10 }),
  ok(paths.gpu, 'transfer-to-host', { elements: 4_194_304 }, { bandwidthBytesPerSecond: 5e9 }),
];

it('finds the edge from which launch, transfers and product together beat the CPU', () => {
  const crossover = findCrossover([...gpu, matmul(paths.cpu, 512, 1e11)], paths);
  // By hand at an edge of 200: CPU 160 µs; GPU 100 + 32 + 16 + 32 = 180 µs; at 220: 213 and 199 µs.
  expect(crossover?.edge).toBeGreaterThan(200);
  expect(crossover?.edge).toBeLessThanOrEqual(220);
  expect(crossover?.gpuSeconds).toBeLessThan(crossover?.cpuSeconds ?? 0);
});

it('finds none when the CPU always wins or a figure is missing', () => {
  expect(findCrossover([...gpu, matmul(paths.cpu, 512, 1e14)], paths)).toBeUndefined();
  expect(findCrossover(gpu, paths)).toBeUndefined();
  expect(findCrossover([...gpu.slice(0, -1), matmul(paths.cpu, 512, 1e9)], paths)).toBeUndefined();
});
