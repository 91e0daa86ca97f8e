import { defineElementwiseReference } from '../elementwise-reference.ts';
import type { KernelReference } from '../kernel-reference.ts';

/** The exact answer of triad, element by element. */
export const triadReference: KernelReference = defineElementwiseReference(
  'triad',
  ['b', 'c'],
  ([b = 0, c = 0]) => b + 3 * c,
);
