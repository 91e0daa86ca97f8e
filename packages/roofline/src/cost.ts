/** A fused multiply-add counts as two operations, everywhere in the product. */
export const flopsPerFma = 2;

/** Work of one phase step on all devices together. */
export interface Cost {
  readonly flops: number;
  readonly bytes: number;
}
