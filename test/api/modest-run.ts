import type { OkMeasurement, Submission } from '@ridgeline/schema/submission';
import { validSubmission } from '../support/valid-submission.ts';

/** Bytes per second that a read in JavaScript proves even on a busy machine. */
export const modestBandwidth = 1e8;

/**
 * A valid run of a catalogued CPU that claims rates slow enough to be proved in JavaScript.
 * @param arrayBytes that were read; 0 when no bandwidth is claimed, so that only the product is proved
 */
export function modestRun(
  claimFlopsPerSecond: number,
  arrayBytes = 2 ** 24,
  bandwidthBytesPerSecond = modestBandwidth,
): Submission {
  const document = validSubmission();
  const [device] = document.devices;
  if (device === undefined) throw new Error('the valid submission has a device');
  device.name = 'AMD EPYC 9654 96-Core Processor';
  Object.assign(device, { physicalCores: 96, logicalCores: 192 });
  // Its rates are those of one thread.
  Object.assign(document.softwarePaths[0] ?? {}, { threads: 1 });
  // A small cache needs a small array only: 64 MiB.
  device.caches = { level3Bytes: 2 ** 20 };
  if (arrayBytes > 0 && arrayBytes < 2 ** 26) {
    // Nor does a small memory need a larger one than a quarter of it.
    device.memoryBytes = 4 * arrayBytes;
    document.host.memoryBytes = 4 * arrayBytes;
  }
  const seconds = (2 * 64 ** 3) / claimFlopsPerSecond;
  const samples = [1.01, 0.997, 1.003, 1, 0.999].map((factor) => factor * seconds);
  const matmul: OkMeasurement = {
    outcome: 'ok',
    kernel: 'matmul',
    dtype: 'f32',
    path: 'cpu0-wasm',
    size: { m: 64, n: 64, k: 64 },
    durationSeconds: { median: seconds, min: 0.997 * seconds, max: 1.01 * seconds, samples },
    executionsPerSample: 1,
    relativeError: 0,
  };
  return {
    ...document,
    measurements: arrayBytes > 0 ? [readOf(arrayBytes, bandwidthBytesPerSecond), matmul] : [matmul],
  };
}

function readOf(bytes: number, bandwidthBytesPerSecond: number): OkMeasurement {
  const seconds = bytes / bandwidthBytesPerSecond;
  return {
    outcome: 'ok',
    kernel: 'read',
    dtype: 'f32',
    path: 'cpu0-wasm',
    size: { elements: bytes / 4 },
    durationSeconds: {
      median: seconds,
      min: seconds,
      max: seconds,
      samples: Array(5).fill(seconds),
    },
    executionsPerSample: 1,
    relativeError: 0,
  };
}
