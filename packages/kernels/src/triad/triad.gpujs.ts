import { defineElementwiseProgram } from '../elementwise-gpujs.ts';
import type { GpujsProgram, GpujsThread } from '../gpujs-program.ts';

/** One element a thread. */
export const triadGpujs: GpujsProgram = defineElementwiseProgram(
  'triad',
  ['b', 'c'],
  function (this: GpujsThread) {
    return this.constants.b[this.thread.x] + 3 * this.constants.c[this.thread.x];
  },
);
