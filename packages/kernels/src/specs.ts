import { addSpec } from './add/spec.ts';
import { capacitySpec } from './capacity/spec.ts';
import { copySpec } from './copy/spec.ts';
import { dispatchSpec } from './dispatch/spec.ts';
import type { KernelSpec } from './kernel-spec.ts';
import { matmulSpec } from './matmul/spec.ts';
import { matvecSpec } from './matvec/spec.ts';
import { readSpec } from './read/spec.ts';
import { scaleSpec } from './scale/spec.ts';
import { serialBranchSpec } from './serial-branch/spec.ts';
import { transferToDeviceSpec } from './transfer-to-device/spec.ts';
import { transferToHostSpec } from './transfer-to-host/spec.ts';
import { triadSpec } from './triad/spec.ts';

/**
 * Every kernel of the suite, most telling first: that is the order of a run, whose
 * time may end before the list does. Pure data: no program is imported.
 */
export const kernelSpecs: readonly KernelSpec[] = [
  matmulSpec,
  readSpec,
  matvecSpec,
  dispatchSpec,
  transferToDeviceSpec,
  transferToHostSpec,
  serialBranchSpec,
  triadSpec,
  copySpec,
  scaleSpec,
  addSpec,
  capacitySpec,
];

/** The kernel with an id, or undefined: an older server may meet a newer kernel. */
export function findKernelSpec(id: string): KernelSpec | undefined {
  return kernelSpecs.find((spec) => spec.id === id);
}
