import { mad } from './mad.ts';
import { median } from './quantile.ts';

/** |z| above this is called an outlier (Iglewicz and Hoaglin 1993). */
export const outlierThreshold = 3.5;

/**
 * Modified z-score of each value: 0.6745 · (x − median) / MAD. Where more than half of the values are
 * equal (MAD 0) the mean absolute deviation stands in; equal values all score 0.
 * Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers, ASQC 1993.
 */
export function modifiedZScores(values: readonly number[]): number[] {
  const center = median(values);
  const deviation = mad(values);
  if (deviation > 0) return values.map((value) => (0.6745 * (value - center)) / deviation);
  const mean = values.reduce((sum, value) => sum + Math.abs(value - center), 0) / values.length;
  if (mean === 0) return values.map(() => 0);
  return values.map((value) => (value - center) / (1.253314 * mean));
}
