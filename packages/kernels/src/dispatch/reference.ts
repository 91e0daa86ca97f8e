import { defineElementwiseReference } from '../elementwise-reference.ts';
import type { KernelReference } from '../kernel-reference.ts';

/** The exact answer of dispatch: that of a 64-element scale. */
export const dispatchReference: KernelReference = defineElementwiseReference(
  'dispatch',
  ['a'],
  ([a = 0]) => Math.fround(3 * a),
);
