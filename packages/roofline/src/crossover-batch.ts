import type { Calibration } from './calibration/calibration.ts';
import { defaultCalibration } from './calibration/default-calibration.ts';
import type { Machine } from './machine.ts';
import { phaseSeconds } from './phase-seconds.ts';
import { decodeWork } from './phase-work.ts';
import type { Workload } from './workload.ts';

/** Batches beyond this are no decode that anyone runs on one device. */
const largestBatch = 65_536;

/**
 * Smallest batch at which decode waits for compute instead of memory, or undefined when there is none
 * up to 65,536 (long contexts: each sequence brings its own cache) or no compute rate is known.
 * Below it another user costs almost nothing; above it users share a fixed rate.
 */
export function crossoverBatchSize(
  machine: Machine,
  workload: Workload,
  calibration: Calibration = defaultCalibration,
): number | undefined {
  if (Object.keys(machine.computeFlopsPerSecond).length === 0) return undefined;
  const isComputeBound = (batchSize: number): boolean => {
    const batched = { ...workload, batchSize };
    const seconds = phaseSeconds(machine, batched, decodeWork(batched), calibration, 'decode');
    return seconds !== undefined && seconds.compute >= seconds.memory;
  };
  let high = 2;
  while (high <= largestBatch && !isComputeBound(high)) high *= 2;
  if (high > largestBatch) return undefined;
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isComputeBound(middle)) high = middle;
    else low = middle;
  }
  return high;
}
