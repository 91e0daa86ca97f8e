// Written by scripts/build-lists.ts from the folders of the kernels in specs.ts; do not edit.
import { addWgsl } from './add/add.wgsl.ts';
import { copyWgsl } from './copy/copy.wgsl.ts';
import { dispatchWgsl } from './dispatch/dispatch.wgsl.ts';
import { matmulHalfSumsWgsl, matmulHalfWgsl, matmulWgsl } from './matmul/matmul.wgsl.ts';
import { matmulBytesWgsl } from './matmul/matmul-bytes.wgsl.ts';
import { matvecWgsl } from './matvec/matvec.wgsl.ts';
import { readWgsl } from './read/read.wgsl.ts';
import { scaleWgsl } from './scale/scale.wgsl.ts';
import { serialBranchWgsl } from './serial-branch/serial-branch.wgsl.ts';
import { triadWgsl } from './triad/triad.wgsl.ts';
import type { WgslProgram } from './wgsl-program.ts';

/** Every program written by hand in WGSL. */
export const wgslPrograms: readonly WgslProgram[] = [
  matmulBytesWgsl,
  matmulWgsl,
  matmulHalfWgsl,
  matmulHalfSumsWgsl,
  readWgsl,
  ...matvecWgsl,
  dispatchWgsl,
  serialBranchWgsl,
  triadWgsl,
  copyWgsl,
  scaleWgsl,
  addWgsl,
];
