import type { GpujsProgram, GpujsThread } from '../gpujs-program.ts';
import { dimension, type ProblemSize } from '../kernel-spec.ts';
import { readPartialSums } from './partial-sums.ts';

// Also enough threads for gpu.js to use its worker pool, and for a GPU to hide latency.
const threads = readPartialSums;

const rowLength = (size: ProblemSize): number => Math.ceil(dimension(size, 'elements') / threads);

/** Each thread adds up one row: consecutive memory, which caches and CPU prefetchers like best. */
export const readGpujs: GpujsProgram = {
  kernel: 'read',
  dtype: 'f32',
  components: 1,
  source: function (this: GpujsThread) {
    let sum = 0;
    for (let i = 0; i < this.constants.length; i++) {
      sum += this.constants.a[this.thread.x][i];
    }
    return sum;
  },
  output: () => [threads],
  inputs: (size) => [
    {
      constant: 'a',
      position: 0,
      sourceWidth: dimension(size, 'elements'),
      sourceHeight: 1,
      width: rowLength(size),
      height: threads,
    },
  ],
  constants: (size) => ({ length: rowLength(size) }),
  locate: (index) => index,
  answerElements: () => threads,
};
