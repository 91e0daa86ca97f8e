import { defineElementwiseReference } from '../elementwise-reference.ts';
import type { KernelReference } from '../kernel-reference.ts';

/** What arrives is what was sent. */
export const transferToHostReference: KernelReference = defineElementwiseReference(
  'transfer-to-host',
  ['a'],
  ([a = 0]) => a,
);
