import { defineElementwiseReference } from '../elementwise-reference.ts';
import type { KernelReference } from '../kernel-reference.ts';

/** What arrives is what was sent. */
export const transferToDeviceReference: KernelReference = defineElementwiseReference(
  'transfer-to-device',
  ['a'],
  ([a = 0]) => a,
);
