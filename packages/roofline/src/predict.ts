import { type Calibration, findGroupFit, type PhaseFit } from './calibration/calibration.ts';
import { defaultCalibration } from './calibration/default-calibration.ts';
import type { Machine } from './machine.ts';
import { memoryFit } from './memory-fit.ts';
import { decodeWork, type PhaseWork, prefillWork, trainingWork } from './phase-work.ts';
import type { PhasePrediction, Predicted, Prediction } from './prediction.ts';
import type { Workload } from './workload.ts';

const confidence = 0.8;

/** The fastest rate that the workload's number format can use on the machine; 0 when none is known. */
function computeRate(machine: Machine, workload: Workload): number {
  const { f32, f16, int8 } = machine.computeFlopsPerSecond;
  const wide = Math.max(f32 ?? 0, workload.quantization.id === 'f32' ? 0 : (f16 ?? 0));
  return workload.quantization.isIntegerPath && machine.basis === 'measured'
    ? Math.max(wide, int8 ?? 0)
    : wide;
}

function predicted(value: number, fit: PhaseFit): Predicted {
  const factor = Math.exp(fit.logHalfWidth);
  return { value, interval: { low: value / factor, high: value * factor, confidence } };
}

function predictPhase(
  machine: Machine,
  workload: Workload,
  work: PhaseWork,
  fit: PhaseFit,
  deviceCount: number,
): PhasePrediction {
  const bandwidth = machine.bandwidthBytesPerSecond * fit.bandwidthEfficiency;
  const matvec = machine.matvecBytesPerSecond?.[workload.quantization.matvecDtype];
  const isDecode = work.tokens === workload.batchSize;
  const weights = work.weightBytes / (isDecode && matvec !== undefined ? matvec * 0.7 : bandwidth);
  const kv = work.cacheBytes / bandwidth;
  const rate = computeRate(machine, workload) * fit.computeEfficiency;
  const compute = rate > 0 ? work.flops / rate : 0;
  const overhead = deviceCount * workload.model.layers * fit.overheadSecondsPerLayer;
  const seconds = Math.max(weights + kv, compute) + overhead;
  const largest = Math.max(weights + kv, compute, overhead);
  return {
    throughputTokensPerSecond: predicted(work.tokens / seconds, fit),
    limit: largest === overhead ? 'overhead' : largest === compute ? 'compute' : 'memory-bandwidth',
    breakdownSeconds: { weights, kv, compute, overhead },
  };
}

/**
 * Predict prefill, decode and memory fit of a workload on a machine from its peaks.
 * @param machine peaks, measured or from a data sheet
 * @param workload from `parseWorkloadId`, with or without overrides
 * @returns phases that the job has; figures assume `memory.deviceCount` devices in a row
 */
export function predict(
  machine: Machine,
  workload: Workload,
  calibration: Calibration = defaultCalibration,
): Prediction {
  const memory = memoryFit(machine, workload);
  const group = findGroupFit(calibration, machine);
  const devices = memory.deviceCount ?? 1;
  const head = { workload: workload.id, basis: machine.basis, memory };
  const isCapacity = memory.fit === 'does-not-fit' || memory.fit === 'fits-with-more-devices';
  if (workload.job.phase !== 'inference') {
    const step = predictPhase(machine, workload, trainingWork(workload), group.prefill, devices);
    return { ...head, trainingStep: step, limit: isCapacity ? 'capacity' : step.limit };
  }
  const prefill = predictPhase(machine, workload, prefillWork(workload), group.prefill, devices);
  const first = (rate: number): number => workload.promptTokens / rate;
  const { value, interval } = prefill.throughputTokensPerSecond;
  const timeToFirstTokenSeconds: Predicted = {
    value: first(value),
    interval: { low: first(interval.high), high: first(interval.low), confidence },
  };
  const withPrefill = { ...head, prefill, timeToFirstTokenSeconds };
  if (workload.generatedTokens === 0) {
    return { ...withPrefill, limit: isCapacity ? 'capacity' : prefill.limit };
  }
  const decode = predictPhase(machine, workload, decodeWork(workload), group.decode, devices);
  const decodeSeconds =
    (workload.generatedTokens * workload.batchSize) / decode.throughputTokensPerSecond.value;
  const prefillSeconds = (workload.promptTokens * workload.batchSize) / value;
  const dominant = decodeSeconds >= prefillSeconds ? decode.limit : prefill.limit;
  return { ...withPrefill, decode, limit: isCapacity ? 'capacity' : dominant };
}
