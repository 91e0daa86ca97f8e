import { dimension, type ProblemSize } from '../kernel-spec.ts';
import { padded, type WgslProgram } from '../wgsl-program.ts';
import { type BytePaddedShape, directByteTile, sharedByteTile } from './byte-tiles-wgsl.ts';

const largestTile = 128;
/** Values along k that a workgroup stages at once; whole vectors of 16. */
const depthMultiple = 32;

const shape = (size: ProblemSize): BytePaddedShape => ({
  rows: padded(dimension(size, 'm'), largestTile),
  columns: padded(dimension(size, 'n'), largestTile),
  depth: padded(dimension(size, 'k'), depthMultiple),
});

/** int8 by WGSL's packed dot product, which hardware has as one instruction; sums of 32 bits, exact. */
export const matmulBytesWgsl: WgslProgram = {
  kernel: 'matmul',
  dtype: 'int8',
  feature: 'packed_4x8_integer_dot_product',
  outputType: 'i32',
  inputs(size) {
    const { rows, columns, depth } = shape(size);
    const [m, n, k] = [dimension(size, 'm'), dimension(size, 'n'), dimension(size, 'k')];
    const a = { rows: m, columns: k, paddedRows: rows, pitch: depth };
    // Weights lie as models store them: each column's values along k together.
    const b = { rows: n, columns: k, paddedRows: columns, pitch: depth, isTransposed: true };
    return [
      { position: 0, format: 'int8', ...a },
      { position: 1, format: 'int7', ...b },
    ];
  },
  outputWords: (size) => shape(size).rows * shape(size).columns,
  variants: (size, limits) => [
    directByteTile(shape(size)),
    ...(limits.workgroupInvocations >= 256
      ? [sharedByteTile(shape(size), 64), sharedByteTile(shape(size), 128)]
      : []),
  ],
  locate(index, size) {
    const n = dimension(size, 'n');
    return Math.floor(index / n) * shape(size).columns + (index % n);
  },
};
