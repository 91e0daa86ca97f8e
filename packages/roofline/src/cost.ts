/** A fused multiply-add counts as two operations, everywhere in the product. */
export const flopsPerFma = 2;

/** Work of one phase step on all devices together. */
export interface Cost {
  readonly flops: number;
  readonly bytes: number;
}

/** Flops of a dense product of an m×k by a k×n matrix. */
export function matmulFlops(m: number, n: number, k: number): number {
  return flopsPerFma * m * n * k;
}
