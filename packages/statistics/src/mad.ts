import { median } from './quantile.ts';

/**
 * Median absolute deviation from the median, in the unit of the values and not scaled to a standard
 * deviation (multiply by 1.4826 for that, if the values are normal).
 * @example mad([1, 1, 2, 2, 4]) // 1
 */
export function mad(values: readonly number[]): number {
  const center = median(values);
  return median(values.map((value) => Math.abs(value - center)));
}
