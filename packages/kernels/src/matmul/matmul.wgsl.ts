import { dimension, type ProblemSize } from '../kernel-spec.ts';
import { padded, type WgslLimits, type WgslProgram, type WgslVariant } from '../wgsl-program.ts';
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

function defineMatmul(
  id: string,
  dtype: 'f32' | 'f16',
  variants: (shape: PaddedShape, limits: WgslLimits) => WgslVariant[],
): WgslProgram {
  return {
    kernel: 'matmul',
    dtype: id,
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
    variants: (size, limits) => variants(shape(size), limits),
    locate(index, size) {
      const n = dimension(size, 'n');
      return Math.floor(index / n) * shape(size).columns + (index % n);
    },
  };
}

const fits = (dtype: 'f32' | 'f16', limits: WgslLimits, edge: number, depth: number): boolean =>
  limits.workgroupInvocations >= 256 &&
  2 * edge * depth * bytesPerValue[dtype] <= limits.workgroupStorageBytes;

function tiles(padding: PaddedShape, dtype: 'f32' | 'f16', limits: WgslLimits): WgslVariant[] {
  return [
    directTile(padding, dtype),
    ...(fits(dtype, limits, 64, 16) ? [sharedTile(padding, dtype, 64, 16)] : []),
    ...(fits(dtype, limits, 128, 16) ? [sharedTile(padding, dtype, 128, 16)] : []),
    ...(fits(dtype, limits, 128, 8) ? [sharedTile(padding, dtype, 128, 8)] : []),
  ];
}

function onMatrixUnits(padding: PaddedShape, limits: WgslLimits): WgslVariant[] {
  const { matrixUnits, workgroupInvocations, workgroupStorageBytes } = limits;
  if (matrixUnits === undefined) return [];
  return matrixUnitTiles(padding, matrixUnits, workgroupInvocations, workgroupStorageBytes);
}

/** f32 throughout. */
export const matmulWgsl: WgslProgram = defineMatmul('f32', 'f32', (padding, limits) =>
  tiles(padding, 'f32', limits),
);

/** f16 in memory, f32 sums; on matrix units where there are any. */
export const matmulHalfWgsl: WgslProgram = defineMatmul('f16', 'f16', (padding, limits) => [
  ...tiles(padding, 'f16', limits),
  ...onMatrixUnits(padding, limits),
]);

/** f16 in memory, sums of 16 products in f16: twice the rate on hardware that packs halves. */
export const matmulHalfSumsWgsl: WgslProgram = defineMatmul('f16-sums', 'f16', (padding, limits) =>
  (fits('f16', limits, 128, 16) ? ([128] as const) : ([64] as const)).map((edge) =>
    sharedTile(padding, 'f16', edge, 16, 'f16'),
  ),
);
