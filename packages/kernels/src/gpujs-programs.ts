// Written by scripts/build-lists.ts from the folders of the kernels in specs.ts; do not edit.
import { addGpujs } from './add/add.gpujs.ts';
import { copyGpujs } from './copy/copy.gpujs.ts';
import { dispatchGpujs } from './dispatch/dispatch.gpujs.ts';
import type { GpujsProgram } from './gpujs-program.ts';
import { matmulGpujs } from './matmul/matmul.gpujs.ts';
import { readGpujs } from './read/read.gpujs.ts';
import { scaleGpujs } from './scale/scale.gpujs.ts';
import { triadGpujs } from './triad/triad.gpujs.ts';

/** Every program in the portable form of gpu.js. */
export const gpujsPrograms: readonly GpujsProgram[] = [
  matmulGpujs,
  readGpujs,
  dispatchGpujs,
  triadGpujs,
  copyGpujs,
  scaleGpujs,
  addGpujs,
];
