import { devices } from '@ridgeline/catalog/find-device';
import type { OkMeasurement, Submission } from '@ridgeline/schema/submission';

/** Seeded generator of uniform numbers in [0, 1): mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const path = 'gpu0-webgpu';
/** GPUs whose data sheet has both sides of the roofline. */
const gpus = devices.flatMap((device) => {
  const { bandwidthBytesPerSecond, computeFlopsPerSecond, kind } = device;
  const { f32 } = computeFlopsPerSecond;
  if (kind !== 'gpu' || bandwidthBytesPerSecond === undefined || f32 === undefined) return [];
  return { device, bandwidthBytesPerSecond, f32 };
});

function durations(seconds: number, random: () => number): OkMeasurement['durationSeconds'] {
  const samples = Array.from({ length: 9 }, () => seconds * (1 + 0.02 * random()));
  const median = [...samples].sort((a, b) => a - b)[4] ?? seconds;
  return { median, samples };
}

function measurement(
  kernel: string,
  size: Record<string, number>,
  seconds: number,
  random: () => number,
): OkMeasurement {
  return {
    outcome: 'ok',
    kernel,
    dtype: 'f32',
    path,
    size,
    durationSeconds: durations(seconds, random),
    executionsPerSample: 1,
    relativeError: 0,
  };
}

/** UUID version 7 of a run by its number: ordered, unique, seeded. */
function runId(index: number, random: () => number): string {
  const time = (1_790_855_000_000 + index).toString(16).padStart(12, '0');
  const digits = (count: number): string =>
    Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digits(3)}-8${digits(3)}-${digits(12)}`;
}

/** A valid run of a catalogued GPU at 60 … 90 % of its data sheet, with curves like a quick run's. */
export function syntheticSubmission(index: number, random: () => number): Submission {
  const gpu = gpus[Math.floor(random() * gpus.length)];
  if (gpu === undefined) throw new Error('The catalogue has no GPU.');
  const { device } = gpu;
  const efficiency = 0.6 + 0.3 * random();
  const bandwidth = gpu.bandwidthBytesPerSecond * efficiency;
  const compute = gpu.f32 * efficiency;
  const reads = [2 ** 12, 2 ** 17, 2 ** 22, 2 ** 27].map((elements) =>
    measurement('read', { elements }, (4 * elements) / bandwidth, random),
  );
  const squares = [256, 512, 1024, 2048].map((n) =>
    measurement('matmul', { m: n, n, k: n }, (2 * n ** 3) / compute, random),
  );
  return {
    schemaVersion: 1,
    run: {
      id: runId(index, random),
      suite: 'ridgeline-1',
      preset: 'quick',
      startedAt: '2026-10-01T12:00:00.000Z',
      finishedAt: '2026-10-01T12:02:00.000Z',
      agentVersion: '0.1.0',
      flags: [],
      isPartial: false,
    },
    host: { platform: 'linux', architecture: 'x64', memoryBytes: 2 ** 36, logicalCores: 32 },
    noise: {},
    devices: [
      {
        id: 'gpu0',
        kind: 'gpu',
        name: `${device.vendor} ${device.name}`,
        vendor: device.vendor,
        ...(device.memoryBytes === undefined
          ? {}
          : { memoryBytes: Math.round(device.memoryBytes) }),
        isSoftwareAdapter: false,
      },
    ],
    softwarePaths: [
      {
        id: path,
        device: 'gpu0',
        backend: 'webgpu',
        runtimeName: 'node',
        runtimeVersion: '24.21.0',
        api: 'Vulkan',
      },
    ],
    unavailableBackends: [],
    measurements: [...reads, ...squares],
  };
}
