import type { Calibration } from './calibration/calibration.ts';
import {
  decodeTerms,
  overlap,
  prefillTerms,
  resolveMachine,
  scaleTerms,
} from './calibration/phase-time.ts';
import type { Machine } from './machine.ts';
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
function bounded(seconds: PhaseSeconds, machine: Machine, work: PhaseWork): PhaseSeconds {
  const { f32 = 0, f16 = 0, int8 = 0 } = machine.computeFlopsPerSecond;
  // Without the integer rate the fastest units are unknown, and nothing bounds the compute time.
  const ceiling = machine.kind === 'cpu' || int8 > 0 ? Math.max(f32, f16, int8) : 0;
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

/** A GPU that measured its bandwidth, as the machine whose data sheet would promise it. */
function specEquivalent(machine: Machine, calibration: Calibration): Machine {
  const ratios = calibration.measured.bandwidthPerSpec;
  const ratio = ratios[machine.vendor?.toLowerCase() ?? ''] ?? ratios[''] ?? 1;
  return { ...machine, bandwidthBytesPerSecond: machine.bandwidthBytesPerSecond / ratio };
}

/** Rate at which a measured machine multiplies: its best measured dtype that the format can use. */
function measuredMatmulRate(machine: Machine, workload: Workload): number {
  const { f32 = 0, f16 = 0, int8 = 0 } = machine.computeFlopsPerSecond;
  if (workload.quantization.isIntegerPath) return Math.max(f32, f16, int8);
  return workload.quantization.id === 'f32' ? f32 : Math.max(f32, f16);
}

function fromMeasurements(
  machine: Machine,
  workload: Workload,
  work: PhaseWork,
  calibration: Calibration,
  phase: 'decode' | 'prefill',
): PhaseSeconds | undefined {
  const { measured } = calibration;
  const kind = workload.quantization.isIntegerPath ? 'quantized' : 'plain';
  const matvec = machine.matvecBytesPerSecond?.[workload.quantization.matvecDtype];
  const spec =
    machine.kind === 'gpu'
      ? fromSpec(specEquivalent(machine, calibration), workload, work, calibration, 'decode')
      : undefined;
  const weights =
    matvec === undefined
      ? work.weightBytes / (machine.bandwidthBytesPerSecond * measured.decodePerBandwidth[kind])
      : work.weightBytes / (matvec * measured.decodePerMatvec);
  const cache = work.cacheBytes / machine.bandwidthBytesPerSecond;
  const memory = spec !== undefined && matvec === undefined ? spec.memory : weights + cache;
  const rate = measuredMatmulRate(machine, workload);
  const compute = rate > 0 ? work.flops / (rate * measured.prefillPerMatmul[kind]) : 0;
  if (phase === 'prefill') {
    if (rate === 0) return undefined;
    const overhead = workload.model.layers * (machine.dispatchSeconds ?? 0);
    const total = Math.max(compute, work.bytes / machine.bandwidthBytesPerSecond) + overhead;
    return { memory, compute, overhead, total, logHalfWidth: measured.logHalfWidths.prefill };
  }
  const overhead = spec?.overhead ?? workload.model.layers * (machine.dispatchSeconds ?? 0);
  const batched = workload.batchSize === 1 ? 0 : compute;
  const { decode, decodeWithoutMatvec } = measured.logHalfWidths;
  return {
    memory,
    compute: batched,
    overhead,
    total: Math.max(memory, batched) + overhead,
    logHalfWidth: Math.hypot(
      matvec === undefined ? decodeWithoutMatvec : decode,
      workload.batchSize === 1 ? 0 : measured.logHalfWidths.prefill,
    ),
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
  const model = machine.basis === 'measured' ? fromMeasurements : fromSpec;
  const seconds = model(machine, workload, work, calibration, phase);
  return seconds === undefined ? undefined : bounded(seconds, machine, work);
}
