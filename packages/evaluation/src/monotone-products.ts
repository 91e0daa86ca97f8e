import { type EvaluatedMeasurement, rateOf } from './evaluated-measurement.ts';

/** Share of a smaller size's rate that a larger one keeps on a machine whose clock holds. */
const keptRatio = 0.85;

/** A product that is slower than a smaller one of the same path and dtype. */
export interface SlowerProduct {
  readonly index: number;
  readonly ratio: number;
}

/** The first quiet matrix product whose rate falls more than 15 % below that of a smaller, quiet one. */
export function slowerLargeProduct(
  measurements: readonly EvaluatedMeasurement[],
): SlowerProduct | undefined {
  const products = measurements
    .filter(({ declared, isNoisy }) => declared?.spec.headline?.id === 'compute' && !isNoisy)
    .toSorted((a, b) => (a.declared?.cost.flops ?? 0) - (b.declared?.cost.flops ?? 0));
  const fastest = new Map<string, number>();
  for (const product of products) {
    const { dtype, path } = product.given;
    const key = `${path} ${dtype}`;
    const rate = rateOf(product, 'medianSeconds');
    if (rate === undefined) continue;
    const known = fastest.get(key) ?? 0;
    if (rate < keptRatio * known) return { index: product.index, ratio: rate / known };
    fastest.set(key, Math.max(known, rate));
  }
  return undefined;
}
