import { type Cost, type KernelSpec, workOf } from '@ridgeline/kernels/kernel-spec';
import { findKernelSpec } from '@ridgeline/kernels/specs';
import { isBeyondCaches, type MemorySystem } from '@ridgeline/kernels/working-sets';
import type { Measurement, OkMeasurement } from '@ridgeline/schema/submission';
import { mad } from '@ridgeline/statistics/mad';
import { median } from '@ridgeline/statistics/quantile';
import { noisySpreadRatio, spreadRatioOf } from '@ridgeline/statistics/robust-spread';

/** A kernel as this version knows it, with the cost of what was measured. */
export interface DeclaredKernel {
  readonly spec: KernelSpec;
  readonly cost: Cost;
}

/** An `ok` measurement with everything recomputed from its samples. */
export interface EvaluatedMeasurement {
  /** Place among the run's measurements. */
  readonly index: number;
  readonly given: OkMeasurement;
  /** Undefined when this version does not know the kernel at this dtype and size. */
  readonly declared: DeclaredKernel | undefined;
  /** Whether it streamed through memory, with a working set that no cache of the device holds. */
  readonly isFromMemory: boolean;
  readonly medianSeconds: number;
  readonly minSeconds: number;
  readonly maxSeconds: number;
  readonly madSeconds: number;
  /** See `robustSpreadRatio` of `@ridgeline/statistics`. */
  readonly spreadRatio: number;
  /** Spread above `noisySpreadRatio`: it would differ if it were measured again. */
  readonly isNoisy: boolean;
}

function declaredKernel({ dtype, kernel, size }: OkMeasurement): DeclaredKernel | undefined {
  const spec = findKernelSpec(kernel);
  if (spec === undefined || !spec.dtypes.includes(dtype)) return undefined;
  const isWhole =
    Object.keys(size).length === spec.dimensions.length &&
    spec.dimensions.every((name) => Object.hasOwn(size, name));
  if (!isWhole) return undefined;
  const cost = spec.cost(size, dtype);
  return Number.isFinite(cost.flops) && Number.isFinite(cost.bytes) ? { spec, cost } : undefined;
}

/**
 * Recomputes what the samples say.
 * @param systemOf memory system of the device of a software path; undefined for unknown paths
 */
export function evaluateMeasurements(
  measurements: readonly Measurement[],
  systemOf: (path: string) => MemorySystem | undefined,
): EvaluatedMeasurement[] {
  return measurements.flatMap((given, index) => {
    if (given.outcome !== 'ok') return [];
    const { samples } = given.durationSeconds;
    const medianSeconds = median(samples);
    const madSeconds = mad(samples);
    const spreadRatio = spreadRatioOf({ mad: madSeconds, median: medianSeconds });
    const declared = declaredKernel(given);
    const system = systemOf(given.path);
    const isFromMemory =
      declared?.spec.isStream === true &&
      system !== undefined &&
      isBeyondCaches(declared.spec, given.size, system);
    return [
      {
        index,
        given,
        declared,
        isFromMemory,
        medianSeconds,
        minSeconds: Math.min(...samples),
        maxSeconds: Math.max(...samples),
        madSeconds,
        spreadRatio,
        isNoisy: spreadRatio > noisySpreadRatio,
      },
    ];
  });
}

/** Rate from the median or the fastest sample; undefined without a declared rate. */
export function rateOf(
  measurement: EvaluatedMeasurement,
  statistic: 'medianSeconds' | 'minSeconds',
): number | undefined {
  const { declared } = measurement;
  if (declared?.spec.rate === undefined) return undefined;
  return workOf(declared.cost, declared.spec.rate) / measurement[statistic];
}
