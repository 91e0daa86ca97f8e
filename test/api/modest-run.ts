import type { OkMeasurement, Submission } from '@ridgeline/schema/submission';
import { validSubmission } from '../support/valid-submission.ts';

/** A valid run of a catalogued CPU that claims a matmul rate slow enough to be proved in JavaScript. */
export function modestRun(claimFlopsPerSecond: number): Submission {
  const document = validSubmission();
  const [device] = document.devices;
  if (device === undefined) throw new Error('the valid submission has a device');
  device.name = 'AMD EPYC 9654 96-Core Processor';
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
  const triad = document.measurements.filter(({ kernel }) => kernel === 'triad');
  return { ...document, measurements: [...triad, matmul] };
}
