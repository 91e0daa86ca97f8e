import type { GpujsProgram, GpujsThread } from '@ridgeline/kernels/gpujs-program';
import { dimension } from '@ridgeline/kernels/kernel-spec';

/** The product as gpu.js's documentation writes it: one element a thread. The suite's own form is faster. */
export const naiveMatmul: GpujsProgram = {
  kernel: 'matmul',
  dtype: 'f32',
  components: 1,
  source: function (this: GpujsThread) {
    let sum = 0;
    for (let p = 0; p < this.constants.k; p++) {
      sum += this.constants.a[this.thread.y][p] * this.constants.b[p][this.thread.x];
    }
    return sum;
  },
  output: (size) => [dimension(size, 'n'), dimension(size, 'm')],
  inputs(size) {
    const [m, n, k] = [dimension(size, 'm'), dimension(size, 'n'), dimension(size, 'k')];
    const a = { sourceWidth: k, sourceHeight: m, width: k, height: m };
    const b = { sourceWidth: n, sourceHeight: k, width: n, height: k };
    return [
      { constant: 'a', position: 0, ...a },
      { constant: 'b', position: 1, ...b },
    ];
  },
  constants: (size) => ({ k: dimension(size, 'k') }),
  locate: (index) => index,
  answerElements: (size) => dimension(size, 'm') * dimension(size, 'n'),
};
