import { defineElementwiseProgram } from '../elementwise-gpujs.ts';
import type { GpujsProgram, GpujsThread } from '../gpujs-program.ts';

/** One element a thread; what it costs is the launch. */
export const dispatchGpujs: GpujsProgram = defineElementwiseProgram(
  'dispatch',
  ['a'],
  function (this: GpujsThread) {
    return 3 * this.constants.a[this.thread.x];
  },
);
