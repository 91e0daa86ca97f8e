import { medianInterval } from './order-statistic-interval.ts';
import { median } from './quantile.ts';

/** When a sampler may stop. */
export interface StoppingRule {
  readonly minimumSamples: number;
  /** Largest accepted {@link relativeSpread}, e.g. 0.02. */
  readonly maximumRelativeSpread: number;
  /** Confidence of the median's interval; 0.95 unless told. */
  readonly confidence?: number;
}

/**
 * Half the width of the median's interval over the median: how far the median may still move.
 * Infinity while there are too few samples for an interval of that confidence.
 */
export function relativeSpread(samples: readonly number[], confidence = 0.95): number {
  const interval = medianInterval(samples, confidence);
  const center = median(samples);
  if (interval.confidence < confidence) return Number.POSITIVE_INFINITY;
  if (center === 0) return interval.high === interval.low ? 0 : Number.POSITIVE_INFINITY;
  return (interval.high - interval.low) / 2 / Math.abs(center);
}

/** True when the samples are enough by the rule. Fewer than 6 never are at confidence 0.95. */
export function isSettled(samples: readonly number[], rule: StoppingRule): boolean {
  if (samples.length < Math.max(1, rule.minimumSamples)) return false;
  return relativeSpread(samples, rule.confidence) <= rule.maximumRelativeSpread;
}
