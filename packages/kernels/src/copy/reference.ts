import { defineElementwiseReference } from '../elementwise-reference.ts';
import type { KernelReference } from '../kernel-reference.ts';

/** The exact answer of copy, element by element. */
export const copyReference: KernelReference = defineElementwiseReference(
  'copy',
  ['a'],
  ([a = 0]) => a,
);
