import type { EvaluatedMeasurement } from './evaluated-measurement.ts';
import { rateOf } from './evaluated-measurement.ts';

/** A headline figure of a device, taken from one or more kernels. */
export interface PeakDefinition {
  /** Id of the peak of a dtype, e.g. `compute-f32`. */
  idOf(dtype: string): string;
  /** In order of preference: the first that was measured gives the figure. */
  readonly kernels: readonly string[];
  /** `rate`: the kernel's declared rate, higher is better; `duration`: seconds, lower is better. */
  readonly figure: 'rate' | 'duration';
  /** Only sizes that no cache holds count. */
  readonly isMainMemory: boolean;
}

function definePeak(peak: PeakDefinition): PeakDefinition {
  return peak;
}

/** Peaks that are rolled up and that predictions rest on. */
export const peakDefinitions = [
  definePeak({
    idOf: () => 'bandwidth',
    // What decode does with weights is read them.
    kernels: ['read', 'triad', 'copy', 'add', 'scale'],
    figure: 'rate',
    isMainMemory: true,
  }),
  definePeak({
    idOf: (dtype) => `compute-${dtype}`,
    kernels: ['matmul'],
    figure: 'rate',
    isMainMemory: false,
  }),
  definePeak({
    idOf: (dtype) => `matvec-${dtype}`,
    kernels: ['matvec'],
    figure: 'rate',
    isMainMemory: false,
  }),
  definePeak({
    idOf: () => 'dispatch',
    kernels: ['dispatch'],
    figure: 'duration',
    isMainMemory: false,
  }),
  definePeak({
    idOf: () => 'serial-branch',
    kernels: ['serial-branch'],
    figure: 'rate',
    isMainMemory: false,
  }),
] as const satisfies readonly PeakDefinition[];

/** One peak of one software path of one run. */
export interface Peak {
  readonly peak: string;
  readonly value: number;
  readonly best: number;
  readonly sampleCount: number;
  readonly kernel: string;
  readonly dtype: string;
  readonly spreadRatio: number;
  readonly measurementIndex: number;
}

/** Above this robust spread a measurement is noisy; quieter sizes are preferred to it. */
export const noisySpreadRatio = 0.1;

function peakOf(definition: PeakDefinition, measurement: EvaluatedMeasurement): Peak | undefined {
  const isRate = definition.figure === 'rate';
  const value = isRate ? rateOf(measurement, 'medianSeconds') : measurement.medianSeconds;
  const best = isRate ? rateOf(measurement, 'minSeconds') : measurement.minSeconds;
  if (value === undefined || best === undefined || !(value > 0)) return undefined;
  const { dtype, durationSeconds, kernel } = measurement.given;
  return {
    peak: definition.idOf(dtype),
    value,
    best,
    sampleCount: durationSeconds.samples.length,
    kernel,
    dtype,
    spreadRatio: measurement.spreadRatio,
    measurementIndex: measurement.index,
  };
}

function isPreferred(definition: PeakDefinition, candidate: Peak, than: Peak): boolean {
  // Another kernel stands in only where the first one was not measured.
  if (candidate.kernel !== than.kernel) return false;
  const isQuiet = candidate.spreadRatio <= noisySpreadRatio;
  if (isQuiet !== than.spreadRatio <= noisySpreadRatio) return isQuiet;
  return definition.figure === 'rate' ? candidate.value > than.value : candidate.value < than.value;
}

/**
 * The peaks of one software path: per definition and dtype the best size of the preferred kernel,
 * quiet sizes first.
 * `mainMemoryBytes` is the working set from which on no cache helps.
 */
export function peaksOf(
  measurements: readonly EvaluatedMeasurement[],
  mainMemoryBytes: number,
): readonly Peak[] {
  const best = new Map<string, Peak>();
  for (const definition of peakDefinitions) {
    for (const kernel of definition.kernels) {
      const candidates = measurements.flatMap((each) => {
        const { declared, given } = each;
        const isCached = definition.isMainMemory && (declared?.cost.bytes ?? 0) < mainMemoryBytes;
        if (declared === undefined || given.kernel !== kernel || isCached) return [];
        return peakOf(definition, each) ?? [];
      });
      for (const candidate of candidates) {
        const known = best.get(candidate.peak);
        if (known === undefined || isPreferred(definition, candidate, known)) {
          best.set(candidate.peak, candidate);
        }
      }
    }
  }
  return [...best.values()];
}

/** Kernels that stream lists through memory, whichever of them gives the headline. */
const streamKernels: ReadonlySet<string> = new Set(
  peakDefinitions.flatMap(({ isMainMemory, kernels }) => (isMainMemory ? kernels : [])),
);

/** Whether a kernel streams through memory, so that its working set decides what it measures. */
export function isStream(kernel: string): boolean {
  return streamKernels.has(kernel);
}

/** The fastest sample of any streaming kernel beyond the caches; undefined when none was measured. */
export function fastestStream(
  measurements: readonly EvaluatedMeasurement[],
  mainMemoryBytes: number,
): number | undefined {
  const rates = measurements.flatMap((each) => {
    const isMemory = (each.declared?.cost.bytes ?? 0) >= mainMemoryBytes;
    return isStream(each.given.kernel) && isMemory ? (rateOf(each, 'minSeconds') ?? []) : [];
  });
  return rates.length === 0 ? undefined : Math.max(...rates);
}
