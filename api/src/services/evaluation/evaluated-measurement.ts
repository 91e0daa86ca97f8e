import type { Measurement, OkMeasurement } from '@ridgeline/schema/submission';
import { mad } from '@ridgeline/statistics/mad';
import { median } from '@ridgeline/statistics/quantile';
import { type DeclaredCost, declaredCost, workOf } from './kernel-cost.ts';

/** An `ok` measurement with everything recomputed from its samples. */
export interface EvaluatedMeasurement {
  readonly index: number;
  readonly given: OkMeasurement;
  /** Undefined when the server does not know the kernel at this dtype and size. */
  readonly declared: DeclaredCost | undefined;
  readonly medianSeconds: number;
  readonly minSeconds: number;
  readonly maxSeconds: number;
  readonly madSeconds: number;
  /** Robust coefficient of variation: 1.4826 × MAD / median. */
  readonly spreadRatio: number;
}

/** Recompute what the samples say; the sender's own statistics are only ever compared with it. */
export function evaluateMeasurements(
  measurements: readonly Measurement[],
): readonly EvaluatedMeasurement[] {
  return measurements.flatMap((given, index) => {
    if (given.outcome !== 'ok') return [];
    const { samples } = given.durationSeconds;
    const medianSeconds = median(samples);
    const madSeconds = mad(samples);
    return [
      {
        index,
        given,
        declared: declaredCost(given),
        medianSeconds,
        minSeconds: Math.min(...samples),
        maxSeconds: Math.max(...samples),
        madSeconds,
        spreadRatio: (1.4826 * madSeconds) / medianSeconds,
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
  if (declared?.rate === undefined) return undefined;
  return workOf(declared.cost, declared.rate) / measurement[statistic];
}
