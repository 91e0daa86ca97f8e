import { dimension, type ProblemSize } from '../kernel-spec.ts';
import { padded, type WgslLimits, type WgslProgram } from '../wgsl-program.ts';
import { matrixUnitTiles } from './matrix-unit-tiles-wgsl.ts';
import { directTile, type PaddedShape, sharedTile } from './tiles-wgsl.ts';

/** Edge of the largest tile of C; A, B and C are padded to it, so no tile needs a bounds check. */
const largestTile = 128;
const depthMultiple = 32;

const shape = (size: ProblemSize): PaddedShape => ({
  rows: padded(dimension(size, 'm'), largestTile),
  columns: padded(dimension(size, 'n'), largestTile),
  depth: padded(dimension(size, 'k'), depthMultiple),
});

const bytesPerValue = { f32: 4, f16: 2 };

function defineMatmul(dtype: 'f32' | 'f16'): WgslProgram {
  return {
    kernel: 'matmul',
    dtype,
    ...(dtype === 'f16' && { feature: 'shader-f16' as const }),
    outputType: 'f32',
    inputs(size) {
      const { rows, columns, depth } = shape(size);
      const [m, n, k] = [dimension(size, 'm'), dimension(size, 'n'), dimension(size, 'k')];
      const a = { rows: m, columns: k, paddedRows: rows, pitch: depth };
      const b = { rows: k, columns: n, paddedRows: depth, pitch: columns };
      return [
        { position: 0, format: dtype, ...a },
        { position: 1, format: dtype, ...b },
      ];
    },
    outputWords: (size) => shape(size).rows * shape(size).columns,
    variants: (size, limits) => variants(shape(size), dtype, limits),
    locate(index, size) {
      const n = dimension(size, 'n');
      return Math.floor(index / n) * shape(size).columns + (index % n);
    },
  };
}

function variants(padding: PaddedShape, dtype: 'f32' | 'f16', limits: WgslLimits) {
  const fits = (edge: number, depth: number) =>
    limits.workgroupInvocations >= 256 &&
    2 * edge * depth * bytesPerValue[dtype] <= limits.workgroupStorageBytes;
  return [
    directTile(padding, dtype),
    ...(fits(64, 16) ? [sharedTile(padding, dtype, 64, 16)] : []),
    ...(fits(128, 16) ? [sharedTile(padding, dtype, 128, 16)] : []),
    ...(fits(128, 8) ? [sharedTile(padding, dtype, 128, 8)] : []),
    ...(dtype === 'f16' && fits(128, 16) ? [sharedTile(padding, dtype, 128, 16, 'f16')] : []),
    ...(dtype === 'f16' && limits.matrixUnits !== undefined
      ? matrixUnitTiles(
          padding,
          limits.matrixUnits,
          limits.workgroupInvocations,
          limits.workgroupStorageBytes,
        )
      : []),
  ];
}

/** f32 throughout. */
export const matmulWgsl: WgslProgram = defineMatmul('f32');

/** f16 in memory, f32 sums, on matrix units where there are any; or sums of 16 products in f16 where that is faster. */
export const matmulHalfWgsl: WgslProgram = defineMatmul('f16');
