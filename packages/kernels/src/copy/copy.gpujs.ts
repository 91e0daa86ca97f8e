import { defineElementwiseProgram } from '../elementwise-gpujs.ts';
import type { GpujsProgram, GpujsThread } from '../gpujs-program.ts';

/** One element a thread. */
export const copyGpujs: GpujsProgram = defineElementwiseProgram(
  'copy',
  ['a'],
  function (this: GpujsThread) {
    return this.constants.a[this.thread.x];
  },
);
