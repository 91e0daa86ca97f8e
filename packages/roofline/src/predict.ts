import type { Limit } from '@ridgeline/vocabulary/limits';
import type { Calibration } from './calibration/calibration.ts';
import { defaultCalibration } from './calibration/default-calibration.ts';
import type { Machine } from './machine.ts';
import { memoryFit } from './memory-fit.ts';
import { type PhaseSeconds, phaseSeconds } from './phase-seconds.ts';
import { decodeWork, type PhaseWork, prefillWork, trainingWork } from './phase-work.ts';
import type { PhasePrediction, Predicted, Prediction } from './prediction.ts';
import { trainingSeconds } from './training-seconds.ts';
import type { Workload } from './workload.ts';

/** Share of real results that an interval is meant to hold. */
const confidence = 0.8;

function interval(value: number, logHalfWidth: number): Predicted {
  const factor = Math.exp(logHalfWidth);
  return { value, interval: { low: value / factor, high: value * factor, confidence } };
}

/** The largest part of a step names what it waits for. */
function limitOf({ memory, compute, overhead }: PhaseSeconds): Exclude<Limit, 'capacity'> {
  if (overhead >= memory && overhead >= compute) return 'overhead';
  return compute > memory ? 'compute' : 'memory-bandwidth';
}

function phasePrediction(seconds: PhaseSeconds, work: PhaseWork, extra: number): PhasePrediction {
  const { memory, compute, overhead, total, logHalfWidth } = seconds;
  const cacheShare = work.bytes > 0 ? work.cacheBytes / work.bytes : 0;
  return {
    throughputTokensPerSecond: interval(work.tokens / (total + extra), logHalfWidth),
    limit: limitOf({ ...seconds, overhead: overhead + extra }),
    breakdownSeconds: {
      weights: memory * (1 - cacheShare),
      kv: memory * cacheShare,
      compute,
      overhead: overhead + extra,
    },
  };
}

/** Time to the first token: the whole batch's prompts are read before it. */
function timeToFirstToken(prefill: PhasePrediction, workload: Workload): Predicted {
  const tokens = workload.promptTokens * workload.batchSize;
  const { value, interval: rate } = prefill.throughputTokensPerSecond;
  return {
    value: tokens / value,
    interval: { low: tokens / rate.high, high: tokens / rate.low, confidence },
  };
}

/** The phase that takes most of a request decides its limit. */
function dominantLimit(
  workload: Workload,
  prefill: PhasePrediction | undefined,
  decode: PhasePrediction | undefined,
): Exclude<Limit, 'capacity'> {
  if (decode === undefined) return prefill?.limit ?? 'compute';
  if (prefill === undefined) return decode.limit;
  const decodeTime = workload.generatedTokens / decode.throughputTokensPerSecond.value;
  const prefillTime = workload.promptTokens / prefill.throughputTokensPerSecond.value;
  return decodeTime >= prefillTime ? decode.limit : prefill.limit;
}

/**
 * Predict prefill, decode or training, and memory fit, of a workload on a machine from its peaks.
 *
 * Layers are split over `memory.deviceCount` devices that work one after another, as llama.cpp does by
 * default: more devices hold more, and add a hop, but one user is not served faster. Training splits
 * the batch instead, so its rate is that of all devices together.
 * @param machine peaks, measured or from a data sheet
 * @param workload from `parseWorkloadId`, with or without overrides
 * @returns the phases that the job has; absent are a phase whose compute rate is unknown, and all
 * phases of a model that no number of these devices holds
 * @example
 * const machine = { kind: 'gpu', vendor: 'NVIDIA', basis: 'spec', memoryBytes: 24 * 2 ** 30, bandwidthBytesPerSecond: 1.008e12, computeFlopsPerSecond: { f32: 82.58e12, f16: 165e12, int8: 660e12 }, architecture: 'ada' };
 * predict(machine, parseWorkloadId('llama-3.1-8b--q4_k_m--chat')).memory.fit // 'fits'
 */
export function predict(
  machine: Machine,
  workload: Workload,
  calibration: Calibration = defaultCalibration,
): Prediction {
  const memory = memoryFit(machine, workload);
  const devices = memory.deviceCount ?? 1;
  const isCapacity = memory.fit === 'does-not-fit' || memory.fit === 'fits-with-more-devices';
  const head = { workload: workload.id, basis: machine.basis, memory };
  // A rate of something that cannot run would be read as a promise.
  if (memory.fit === 'does-not-fit') return { ...head, limit: 'capacity' };
  if (workload.job.phase !== 'inference') {
    const work = trainingWork(workload);
    const one = trainingSeconds(machine, work);
    if (one === undefined) return { ...head, limit: isCapacity ? 'capacity' : 'compute' };
    const shared = { ...one, total: one.total / devices };
    const trainingStep = phasePrediction(shared, work, 0);
    return { ...head, trainingStep, limit: isCapacity ? 'capacity' : trainingStep.limit };
  }
  const hops = (devices - 1) * calibration.hopSeconds;
  const of = (phase: 'decode' | 'prefill', work: PhaseWork): PhasePrediction | undefined => {
    const seconds = phaseSeconds(machine, workload, work, calibration, phase);
    return seconds && phasePrediction(seconds, work, hops);
  };
  const prefill = workload.promptTokens > 0 ? of('prefill', prefillWork(workload)) : undefined;
  const decode = workload.generatedTokens > 0 ? of('decode', decodeWork(workload)) : undefined;
  return {
    ...head,
    ...(prefill && { prefill, timeToFirstTokenSeconds: timeToFirstToken(prefill, workload) }),
    ...(decode && { decode }),
    limit: isCapacity ? 'capacity' : dominantLimit(workload, prefill, decode),
  };
}
