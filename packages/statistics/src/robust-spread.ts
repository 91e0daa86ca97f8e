import { mad } from './mad.ts';
import { median } from './quantile.ts';

/** Above this spread a figure is noisy: it would differ if it were measured again. */
export const noisySpreadRatio = 0.1;

/** MAD of normal values × this is their standard deviation. */
const normalMads = 1.4826;

/** {@link robustSpreadRatio} where median and MAD are known already. */
export function spreadRatioOf(values: { readonly mad: number; readonly median: number }): number {
  return (normalMads * values.mad) / values.median;
}

/**
 * Robust coefficient of variation: 1.4826 × MAD / median, which for normal values is the standard
 * deviation over the mean. Half of the values may be wild without any effect.
 * @example robustSpreadRatio([9, 10, 11]) // 0.14826
 */
export function robustSpreadRatio(values: readonly number[]): number {
  return spreadRatioOf({ mad: mad(values), median: median(values) });
}
