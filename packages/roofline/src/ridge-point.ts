import type { ComputeDtype, Machine } from './machine.ts';

type Peaks = Pick<Machine, 'bandwidthBytesPerSecond' | 'computeFlopsPerSecond'>;

/**
 * Arithmetic intensity at which a machine turns from memory-bound to compute-bound:
 * peak compute / peak bandwidth. Undefined when the compute rate of that dtype is unknown.
 * Source: Williams, Waterman, Patterson, Roofline, CACM 52(4), 2009.
 * @example ridgePointFlopsPerByte({ bandwidthBytesPerSecond: 1e12, computeFlopsPerSecond: { f32: 80e12 } }, 'f32') // 80
 */
export function ridgePointFlopsPerByte(peaks: Peaks, dtype: ComputeDtype): number | undefined {
  const compute = peaks.computeFlopsPerSecond[dtype];
  return compute === undefined ? undefined : compute / peaks.bandwidthBytesPerSecond;
}

/**
 * The roofline: min(peak compute, intensity × peak bandwidth). With an unknown compute rate only the
 * bandwidth slope is known, and that is given.
 * @param arithmeticIntensityFlopsPerByte flops done for each byte moved, > 0
 * @example attainableFlopsPerSecond({ bandwidthBytesPerSecond: 1e12, computeFlopsPerSecond: { f32: 80e12 } }, 'f32', 4) // 4e12
 */
export function attainableFlopsPerSecond(
  peaks: Peaks,
  dtype: ComputeDtype,
  arithmeticIntensityFlopsPerByte: number,
): number {
  const compute = peaks.computeFlopsPerSecond[dtype] ?? Number.POSITIVE_INFINITY;
  return Math.min(compute, arithmeticIntensityFlopsPerByte * peaks.bandwidthBytesPerSecond);
}
