import type { GpujsProgram, GpujsThread } from '../gpujs-program.ts';
import { dimension } from '../kernel-spec.ts';

const half = (elements: number): number => Math.ceil(elements / 2);

/**
 * Each thread computes a 2 × 2 block of C, four products for four loads: the fastest form gpu.js can
 * express, which has neither shared memory nor vectors. Odd sizes are padded with zeros.
 */
export const matmulGpujs: GpujsProgram = {
  kernel: 'matmul',
  dtype: 'f32',
  components: 4,
  source: function (this: GpujsThread) {
    let s00 = 0;
    let s01 = 0;
    let s10 = 0;
    let s11 = 0;
    for (let p = 0; p < this.constants.k; p++) {
      const a0 = this.constants.a[this.thread.y * 2][p];
      const a1 = this.constants.a[this.thread.y * 2 + 1][p];
      const b0 = this.constants.b[p][this.thread.x * 2];
      const b1 = this.constants.b[p][this.thread.x * 2 + 1];
      s00 += a0 * b0;
      s01 += a0 * b1;
      s10 += a1 * b0;
      s11 += a1 * b1;
    }
    return [s00, s01, s10, s11];
  },
  output: (size) => [half(dimension(size, 'n')), half(dimension(size, 'm'))],
  inputs(size) {
    const [m, n, k] = [dimension(size, 'm'), dimension(size, 'n'), dimension(size, 'k')];
    const a = { sourceWidth: k, sourceHeight: m, width: k, height: 2 * half(m) };
    const b = { sourceWidth: n, sourceHeight: k, width: 2 * half(n), height: k };
    return [
      { constant: 'a', position: 0, ...a },
      { constant: 'b', position: 1, ...b },
    ];
  },
  constants: (size) => ({ k: dimension(size, 'k') }),
  locate(index, size) {
    const n = dimension(size, 'n');
    const row = Math.floor(index / n);
    const column = index % n;
    const block = Math.floor(row / 2) * half(n) + Math.floor(column / 2);
    return block * 4 + (row % 2) * 2 + (column % 2);
  },
  answerElements: (size) => dimension(size, 'm') * dimension(size, 'n'),
};
