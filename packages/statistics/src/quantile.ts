/** Copy of `values` in ascending order; throws a RangeError when it is empty or holds NaN. */
export function sorted(values: readonly number[]): number[] {
  if (values.length === 0) throw new RangeError('Statistics need at least one value; got none.');
  if (values.some(Number.isNaN))
    throw new RangeError('Statistics cannot order NaN: remove it first.');
  return [...values].sort((a, b) => a - b);
}

/**
 * Quantile by linear interpolation between order statistics (definition 7 of Hyndman and Fan 1996,
 * the one that R, NumPy and spreadsheets use by default, and Postgres as `percentile_cont`, to the
 * last bit: low + (high − low) × (position − ⌊position⌋) at position (n − 1) × probability).
 * @param probability 0 … 1; 0.5 is the median
 * @example quantile([1, 2, 3, 4], 0.5) // 2.5
 */
export function quantile(values: readonly number[], probability: number): number {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`A quantile's probability lies between 0 and 1; got ${probability}.`);
  }
  const ascending = sorted(values);
  const position = (ascending.length - 1) * probability;
  const below = Math.floor(position);
  const low = ascending[below] ?? Number.NaN;
  const high = ascending[Math.min(below + 1, ascending.length - 1)] ?? Number.NaN;
  return low + (high - low) * (position - below);
}

/** The middle value, or the mean of the middle two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
