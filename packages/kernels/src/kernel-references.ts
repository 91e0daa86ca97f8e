// Written by scripts/build-lists.ts from the folders of the kernels in specs.ts; do not edit.
import { addReference } from './add/reference.ts';
import { capacityReference } from './capacity/reference.ts';
import { copyReference } from './copy/reference.ts';
import { dispatchReference } from './dispatch/reference.ts';
import type { KernelReference } from './kernel-reference.ts';
import { matmulReference } from './matmul/reference.ts';
import { matvecReference } from './matvec/reference.ts';
import { readReference } from './read/reference.ts';
import { scaleReference } from './scale/reference.ts';
import { serialBranchReference } from './serial-branch/reference.ts';
import { transferToDeviceReference } from './transfer-to-device/reference.ts';
import { transferToHostReference } from './transfer-to-host/reference.ts';
import { triadReference } from './triad/reference.ts';

/** The right answer of every kernel; one for each spec. */
export const kernelReferences: readonly KernelReference[] = [
  matmulReference,
  readReference,
  matvecReference,
  dispatchReference,
  transferToDeviceReference,
  transferToHostReference,
  serialBranchReference,
  triadReference,
  copyReference,
  scaleReference,
  addReference,
  capacityReference,
];
