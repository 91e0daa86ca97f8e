import { defineElementwiseReference } from '../elementwise-reference.ts';
import type { KernelReference } from '../kernel-reference.ts';

/** The exact answer of scale, element by element. */
export const scaleReference: KernelReference = defineElementwiseReference(
  'scale',
  ['a'],
  ([a = 0]) => Math.fround(3 * a),
);
