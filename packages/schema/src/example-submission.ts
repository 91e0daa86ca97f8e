import type { OkMeasurement, Submission } from './submission.ts';

/** Samples as a timer gives them: no two alike. */
function durationsAround(seconds: number): OkMeasurement['durationSeconds'] {
  const samples = [1.01, 0.997, 1.003, 1, 0.999].map((factor) => seconds * factor);
  return { median: seconds, min: 0.997 * seconds, max: 1.01 * seconds, samples };
}

const path = 'cpu0-wasm';

function read(elements: number, bandwidthBytesPerSecond: number): OkMeasurement {
  return {
    outcome: 'ok',
    kernel: 'read',
    dtype: 'f32',
    path,
    size: { elements },
    durationSeconds: durationsAround((4 * elements) / bandwidthBytesPerSecond),
    executionsPerSample: 1,
    bandwidthBytesPerSecond,
    relativeError: 0,
  };
}

function matmul(n: number, computeFlopsPerSecond: number): OkMeasurement {
  return {
    outcome: 'ok',
    kernel: 'matmul',
    dtype: 'f32',
    path,
    size: { m: n, n, k: n },
    durationSeconds: durationsAround((2 * n ** 3) / computeFlopsPerSecond),
    executionsPerSample: 1,
    computeFlopsPerSecond,
    relativeError: 3e-7,
  };
}

/** A small valid run, as documentation shows it. */
export const exampleSubmission: Submission = {
  schemaVersion: 1,
  run: {
    id: '01a196fb-15f6-7000-8000-000000000001',
    suite: 'ridgeline-1',
    preset: 'quick',
    startedAt: '2026-11-01T12:00:00.000Z',
    finishedAt: '2026-11-01T12:00:30.000Z',
    agentVersion: '0.1.0',
    flags: [],
    isPartial: false,
  },
  host: { platform: 'linux', architecture: 'x64', memoryBytes: 2 ** 35, logicalCores: 16 },
  noise: { otherCpuRatio: 0.02 },
  devices: [
    {
      id: 'cpu0',
      kind: 'cpu',
      name: 'AMD Ryzen 7 7800X3D 8-Core Processor',
      vendor: 'AMD',
      physicalCores: 8,
      logicalCores: 16,
      caches: { level3Bytes: 96 * 2 ** 20 },
      isSoftwareAdapter: false,
    },
  ],
  softwarePaths: [
    {
      id: path,
      device: 'cpu0',
      backend: 'wasm',
      runtimeName: 'node',
      runtimeVersion: '24.21.0',
      threads: 8,
    },
  ],
  unavailableBackends: [{ backend: 'webgpu', reason: 'No adapter was found.' }],
  measurements: [
    read(4096, 9e11),
    read(2 ** 27, 6.1e10),
    matmul(1024, 6e11),
    matmul(2048, 6.2e11),
    {
      outcome: 'skipped',
      kernel: 'matmul',
      dtype: 'f16',
      path,
      reason: 'The CPU has no f16 arithmetic.',
    },
  ],
};
