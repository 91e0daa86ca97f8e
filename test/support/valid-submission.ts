import { randomBytes } from 'node:crypto';
import { type OkMeasurement, type Submission, submission } from '@ridgeline/schema/submission';

/** A fresh UUID version 7. */
export function freshRunId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [8, 12, 16, 20, 32]
    .map((end, index, ends) => hex.slice(index === 0 ? 0 : ends[index - 1], end))
    .join('-');
}

/** Samples around a duration, as a real timer would give them: no two alike. */
function samplesAround(seconds: number): OkMeasurement['durationSeconds'] {
  const samples = [1.01, 0.997, 1.003, 1, 0.999].map((factor) => seconds * factor);
  const median = [...samples].sort((a, b) => a - b)[2] ?? seconds;
  return { median, samples };
}

const threeArraysOfF32 = 12;

function triad(elements: number, bandwidthBytesPerSecond: number): OkMeasurement {
  const bytes = elements * threeArraysOfF32;
  return {
    outcome: 'ok',
    kernel: 'triad',
    dtype: 'f32',
    path: 'cpu0-wasm',
    size: { elements },
    durationSeconds: samplesAround(bytes / bandwidthBytesPerSecond),
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
    path: 'cpu0-wasm',
    size: { m: n, n, k: n },
    durationSeconds: samplesAround((2 * n ** 3) / computeFlopsPerSecond),
    executionsPerSample: 1,
    computeFlopsPerSecond,
    relativeError: 3e-7,
  };
}

/** A submission that an honest agent on a desktop CPU could send, valid in every respect. */
export function validSubmission(changes: Partial<Submission> = {}): Submission {
  const finishedAt = new Date(Date.now() - 1000);
  const startedAt = new Date(finishedAt.getTime() - 30_000);
  return submission.parse({
    schemaVersion: 1,
    run: {
      id: freshRunId(),
      suite: 'ridgeline-1',
      preset: 'quick',
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
      agentVersion: '0.1.0',
      flags: [],
      isPartial: false,
    },
    host: { platform: 'linux', architecture: 'x64', memoryBytes: 2 ** 35, logicalCores: 32 },
    noise: {},
    devices: [
      {
        id: 'cpu0',
        kind: 'cpu',
        name: 'AMD Ryzen 9 7950X 16-Core Processor',
        vendor: 'AMD',
        memoryBytes: 2 ** 35,
        physicalCores: 16,
        logicalCores: 32,
        caches: { level3Bytes: 2 ** 26 },
        isSoftwareAdapter: false,
      },
    ],
    softwarePaths: [
      {
        id: 'cpu0-wasm',
        device: 'cpu0',
        backend: 'wasm',
        runtimeName: 'node',
        runtimeVersion: '24.21.0',
        threads: 16,
      },
    ],
    unavailableBackends: [],
    measurements: [triad(2 ** 25, 4.5e10), matmul(1024, 6e11), matmul(2048, 6.2e11)],
    ...changes,
  });
}
