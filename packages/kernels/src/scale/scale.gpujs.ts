import { defineElementwiseProgram } from '../elementwise-gpujs.ts';
import type { GpujsProgram, GpujsThread } from '../gpujs-program.ts';

/** One element a thread. */
export const scaleGpujs: GpujsProgram = defineElementwiseProgram(
  'scale',
  ['a'],
  function (this: GpujsThread) {
    return 3 * this.constants.a[this.thread.x];
  },
);
