import { defineElementwiseReference } from '../elementwise-reference.ts';
import type { KernelReference } from '../kernel-reference.ts';

/** The exact answer of add, element by element. */
export const addReference: KernelReference = defineElementwiseReference(
  'add',
  ['a', 'b'],
  ([a = 0, b = 0]) => Math.fround(a + b),
);
