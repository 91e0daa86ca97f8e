import { exampleSubmission } from '@ridgeline/schema/example-submission';
import type { OkMeasurement } from '@ridgeline/schema/submission';
import { expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { findCrossover } from './find-crossover.ts';

const paths = { cpu: 'cpu0-wasm', gpu: 'gpu0-webgpu' };

function ok(
  path: string,
  kernel: string,
  size: Record<string, number>,
  seconds: number,
): OkMeasurement {
  const durationSeconds = { median: seconds, samples: [seconds] };
  const base = { outcome: 'ok', dtype: 'f32', executionsPerSample: 1, relativeError: 0 } as const;
  return { ...base, path, kernel, size, durationSeconds };
}

const product = (path: string, edge: number, flopsPerSecond: number) =>
  ok(path, 'matmul', { m: edge, n: edge, k: edge }, (2 * edge ** 3) / flopsPerSecond);
const read = (path: string) => ok(path, 'read', { elements: 2 ** 28 }, 0.1);
const elements = 4_194_304;

const gpu = [
  read(paths.cpu),
  read(paths.gpu),
  product(paths.gpu, 256, 1e12),
  product(paths.gpu, 2048, 1e13),
  ok(paths.gpu, 'dispatch', { elements: 64 }, 1e-4),
  ok(paths.gpu, 'transfer-to-device', { elements }, (4 * elements) / 1e10),
  ok(paths.gpu, 'transfer-to-host', { elements }, (4 * elements) / 5e9),
];

function crossoverOf(measurements: readonly OkMeasurement[]) {
  const [cpu] = exampleSubmission.devices;
  const [path] = exampleSubmission.softwarePaths;
  if (cpu === undefined || path === undefined) throw new Error('the example has a CPU');
  return findCrossover(
    evaluate({
      ...exampleSubmission,
      devices: [cpu, { id: 'gpu0', kind: 'gpu', name: 'G', vendor: 'V', isSoftwareAdapter: false }],
      softwarePaths: [
        { ...path, id: paths.cpu },
        { ...path, id: paths.gpu, device: 'gpu0' },
      ],
      measurements: [...measurements],
    }),
  );
}

it('finds the edge from which launch, transfers and product together beat the CPU', () => {
  const crossover = crossoverOf([...gpu, product(paths.cpu, 512, 1e11)]);
  if (crossover.outcome !== 'from') throw new Error(crossover.outcome);
  // By hand at an edge of 200: CPU 160 µs; GPU 100 + 32 + 16 + 32 = 180 µs; at 220: 213 and 199 µs.
  expect(crossover.edge).toBeGreaterThan(200);
  expect(crossover.edge).toBeLessThanOrEqual(220);
  expect(crossover.gpuSeconds).toBeLessThan(crossover.cpuSeconds);
});

it('says when the CPU always wins, and when a figure is missing', () => {
  expect(crossoverOf([...gpu, product(paths.cpu, 512, 1e14)])).toEqual({ outcome: 'never' });
  expect(crossoverOf(gpu)).toEqual({ outcome: 'unknown' });
  const withoutDownload = [...gpu.slice(0, -1), product(paths.cpu, 512, 1e9)];
  expect(crossoverOf(withoutDownload)).toEqual({ outcome: 'unknown' });
});
