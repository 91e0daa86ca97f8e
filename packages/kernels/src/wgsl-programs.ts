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
  matmulWgsl,
  matmulHalfWgsl,
  matmulHalfSumsWgsl,
  matmulBytesWgsl,
  readWgsl,
  copyWgsl,
  scaleWgsl,
  addWgsl,
  triadWgsl,
  ...matvecWgsl,
  dispatchWgsl,
  serialBranchWgsl,
];
