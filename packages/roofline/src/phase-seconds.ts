import type { Calibration, MeasuredCalibration } from './calibration/calibration.ts';
import { expertSpread } from './calibration/expert-spread.ts';
import { genericSpread } from './calibration/generic-spread.ts';
import {
  decodeTerms,
  overlap,
  prefillTerms,
  resolveMachine,
  scaleTerms,
} from './calibration/phase-time.ts';
import type { Machine } from './machine.ts';
import { expertsOf } from './models/architecture.ts';
import type { PhaseWork } from './phase-work.ts';
import type { Workload } from './workload.ts';

/** Seconds of one step of a phase by what takes them, and how far the figure may be off. */
export interface PhaseSeconds {
  /** Reading weights and cache: streaming them, and the cores' work on each byte, which overlap. */
  readonly memory: number;
  /** Multiplying: the whole prompt or batch. Of a single token it is part of `memory`. */
  readonly compute: number;
  readonly overhead: number;
  /** Memory and compute overlap, overhead follows. */
  readonly total: number;
  /** Half width of the 80 % interval, in natural logarithms. */
  readonly logHalfWidth: number;
}

/** No prediction is faster than the machine's own peaks allow. */
function bounded(
  seconds: PhaseSeconds,
  machine: Machine,
  workload: Workload,
  work: PhaseWork,
): PhaseSeconds {
  const { f32 = 0, f16 = 0, int8 = 0 } = machine.computeFlopsPerSecond;
  // Without the integer rate the fastest units are unknown, and nothing bounds the compute time.
  const isKnown = int8 > 0 || (machine.kind === 'cpu' && !workload.quantization.isIntegerPath);
  const ceiling = isKnown ? Math.max(f32, f16, int8) : 0;
  const floor = Math.max(
    work.bytes / machine.bandwidthBytesPerSecond,
    ceiling > 0 ? work.flops / ceiling : 0,
  );
  return seconds.total >= floor ? seconds : { ...seconds, total: floor };
}

function fromSpec(
  machine: Machine,
  workload: Workload,
  work: PhaseWork,
  calibration: Calibration,
  phase: 'decode' | 'prefill',
): PhaseSeconds | undefined {
  const resolved = resolveMachine(calibration, machine, workload);
  const [stream = 0, cores = 0, layers = 0] = scaleTerms(
    decodeTerms(machine, workload, work),
    resolved.decode,
  );
  const products = prefillTerms(machine, workload, work, calibration.matrixUnitVendors);
  if (phase === 'prefill' && products === undefined) return undefined;
  const [matrix = 0, general = 0, perLayer = 0] =
    products === undefined ? [] : scaleTerms(products, resolved.prefill);
  const batched = matrix + general;
  if (phase === 'prefill') {
    return {
      memory: stream,
      compute: batched,
      overhead: perLayer,
      total: Math.max(batched, stream) + perLayer,
      logHalfWidth: resolved.prefill.logHalfWidth,
    };
  }
  // One token streams weights through the cores; a batch reuses them and multiplies like a prompt.
  const compute = workload.batchSize === 1 ? 0 : batched;
  const memory = overlap(stream, cores);
  return {
    memory,
    compute,
    overhead: layers,
    total: Math.max(memory, compute) + layers,
    // Published results are of single users; a batch adds the uncertainty of its products.
    logHalfWidth:
      workload.batchSize === 1
        ? resolved.decode.logHalfWidth
        : Math.hypot(resolved.decode.logHalfWidth, resolved.prefill.logHalfWidth),
  };
}

/** A GPU with a published bandwidth, in the place of the data sheet's that it stands for. */
function fromPublished(
  machine: Machine,
  workload: Workload,
  work: PhaseWork,
  calibration: Calibration,
  phase: 'decode' | 'prefill',
): PhaseSeconds | undefined {
  const { perSpec, logHalfWidth } = calibration.reportedBandwidth.published;
  const bandwidthBytesPerSecond = machine.bandwidthBytesPerSecond / perSpec;
  const promised = { ...machine, bandwidthBytesPerSecond };
  const seconds = fromSpec(promised, workload, work, calibration, phase);
  if (seconds === undefined || phase === 'prefill' || workload.batchSize > 1) return seconds;
  const { isFitted } = resolveMachine(calibration, promised, workload).decode;
  return isFitted ? { ...seconds, logHalfWidth } : seconds;
}

/**
 * Weights and cache of a GPU that measured its bandwidth: as a GPU whose data sheet promises what such
 * a measurement usually stands for. Measured compute rates are left out, since a portable kernel's
 * rate says little about the cores; its own matrix-vector product may show that more is possible.
 */
function gpuReading(
  machine: Machine,
  workload: Workload,
  work: PhaseWork,
  calibration: Calibration,
  fromMatvec: number,
): { readonly memory: number; readonly overhead: number } {
  const { perSpec } = calibration.reportedBandwidth.measured;
  const promised: Machine = {
    ...machine,
    bandwidthBytesPerSecond: machine.bandwidthBytesPerSecond / perSpec,
    computeFlopsPerSecond: {},
  };
  const { decode } = resolveMachine(calibration, promised, workload);
  const [stream = 0, , overhead = 0] = scaleTerms(decodeTerms(promised, workload, work), decode);
  return { memory: Math.min(stream, fromMatvec), overhead };
}

/** Weights and cache of a CPU that measured itself. */
function cpuReading(
  machine: Machine,
  workload: Workload,
  work: PhaseWork,
  calibration: Calibration,
  fromMatvec: number,
): { readonly memory: number; readonly overhead: number } {
  const { decodePerBandwidth } = calibration.measured;
  const share = decodePerBandwidth[workload.quantization.isIntegerPath ? 'quantized' : 'plain'];
  const bandwidth = machine.bandwidthBytesPerSecond;
  const fromBandwidth = work.weightBytes / (bandwidth * share) + work.cacheBytes / bandwidth;
  return {
    memory: Number.isFinite(fromMatvec) ? fromMatvec : fromBandwidth,
    overhead: workload.model.layers * (machine.dispatchSeconds ?? 0),
  };
}

/** Rate at which a runtime on a measured machine multiplies, from the best dtype the format can use. */
function runtimeMatmulRate(
  machine: Machine,
  workload: Workload,
  { prefillPerMatmul: share }: MeasuredCalibration,
): number {
  const { f32 = 0, f16 = 0, int8 = 0 } = machine.computeFlopsPerSecond;
  const { isIntegerPath, id } = workload.quantization;
  if (!isIntegerPath) return share.plain * (id === 'f32' ? f32 : Math.max(f32, f16));
  return int8 > 0 ? share.quantizedPerInt8 * int8 : share.quantizedPerFloat * Math.max(f32, f16);
}

function fromMeasurements(
  machine: Machine,
  workload: Workload,
  work: PhaseWork,
  calibration: Calibration,
  phase: 'decode' | 'prefill',
): PhaseSeconds | undefined {
  const { measured } = calibration;
  const widths = measured.logHalfWidths;
  const isGpu = machine.kind === 'gpu';
  const rate = runtimeMatmulRate(machine, workload, measured);
  if (phase === 'prefill' && rate === 0) return undefined;
  const { matvecDtype } = workload.quantization;
  const matvec = machine.matvecBytesPerSecond?.[matvecDtype];
  const fromMatvec =
    matvec === undefined
      ? Number.POSITIVE_INFINITY
      : work.weightBytes / (matvec * measured.decodePerMatvec[matvecDtype]) +
        work.cacheBytes / machine.bandwidthBytesPerSecond;
  const read = isGpu ? gpuReading : cpuReading;
  const { memory, overhead } = read(machine, workload, work, calibration, fromMatvec);
  const products = rate > 0 ? work.flops / rate : 0;
  const prefillWidth = isGpu ? widths.unchecked : widths.prefill;
  if (phase === 'prefill') {
    const total = Math.max(products, memory) + overhead;
    return { memory, compute: products, overhead, total, logHalfWidth: prefillWidth };
  }
  const compute = workload.batchSize === 1 ? 0 : products;
  const ofCpu = matvec === undefined ? widths.decodeWithoutMatvec : widths.decode;
  const single = isGpu ? calibration.reportedBandwidth.measured.logHalfWidth : ofCpu;
  return {
    memory,
    compute,
    overhead,
    total: Math.max(memory, compute) + overhead,
    logHalfWidth: Math.hypot(single, workload.batchSize === 1 ? 0 : prefillWidth),
  };
}

/**
 * Seconds of one step of a phase, from data-sheet peaks or from the machine's own measurements.
 * Undefined when the phase needs a compute rate and none is known.
 */
export function phaseSeconds(
  machine: Machine,
  workload: Workload,
  work: PhaseWork,
  calibration: Calibration,
  phase: 'decode' | 'prefill',
): PhaseSeconds | undefined {
  const isPublishedGpu = machine.basis === 'published' && machine.kind === 'gpu';
  const reported = isPublishedGpu ? fromPublished : fromSpec;
  const model = machine.basis === 'measured' ? fromMeasurements : reported;
  const seconds = model(machine, workload, work, calibration, phase);
  if (seconds === undefined) return undefined;
  // From data sheets the width outside the fitted cells is that of models with experts already.
  const isWidened = machine.basis === 'measured' && expertsOf(workload.model) !== undefined;
  const spread = isWidened ? expertSpread[phase] : 0;
  const guess = workload.model.isGeneric ? genericSpread[phase] : 0;
  const logHalfWidth = Math.hypot(seconds.logHalfWidth, spread, guess);
  return bounded({ ...seconds, logHalfWidth }, machine, workload, work);
}
