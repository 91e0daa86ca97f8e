import { defineElementwiseProgram } from '../elementwise-gpujs.ts';
import type { GpujsProgram, GpujsThread } from '../gpujs-program.ts';

/** One element a thread. */
export const addGpujs: GpujsProgram = defineElementwiseProgram(
  'add',
  ['a', 'b'],
  function (this: GpujsThread) {
    return this.constants.a[this.thread.x] + this.constants.b[this.thread.x];
  },
);
