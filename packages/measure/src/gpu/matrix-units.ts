import type { MatrixUnits } from '@ridgeline/kernels/wgsl-program';

/** Dawn's feature for matrices that a whole subgroup multiplies (tensor cores); not standardised yet. */
export const matrixUnitsFeature = 'chromium-experimental-subgroup-matrix';

/** One shape of matrices that a device offers, as Dawn lists it. */
interface SubgroupMatrixConfig {
  readonly componentType: string;
  readonly resultComponentType: string;
  readonly M: number;
  readonly N: number;
  readonly K: number;
}

/** What Dawn adds to the standard facts of an adapter. */
interface DawnAdapterInfo {
  readonly subgroupMaxSize?: number;
  readonly subgroupMatrixConfigs?: readonly SubgroupMatrixConfig[];
}

/** The largest matrices of f16 with f32 sums that a device multiplies at once; undefined without any. */
export function matrixUnitsOf(device: GPUDevice): MatrixUnits | undefined {
  if (!device.features.has(matrixUnitsFeature)) return undefined;
  const { subgroupMaxSize, subgroupMatrixConfigs = [] } = device.adapterInfo as DawnAdapterInfo;
  const [best] = [...subgroupMatrixConfigs]
    .filter((each) => each.componentType === 'f16' && each.resultComponentType === 'f32')
    .sort((one, other) => other.M * other.N * other.K - one.M * one.N * one.K);
  if (best === undefined || subgroupMaxSize === undefined) return undefined;
  return { rows: best.M, columns: best.N, depth: best.K, subgroupSize: subgroupMaxSize };
}
