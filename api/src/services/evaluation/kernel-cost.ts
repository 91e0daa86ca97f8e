import type { Cost, KernelRate } from '@ridgeline/kernels/kernel-spec';
import { findKernelSpec } from '@ridgeline/kernels/specs';
import type { OkMeasurement } from '@ridgeline/schema/submission';

/** What the server knows of a measurement's kernel; undefined for kernels newer than this server. */
export interface DeclaredCost {
  readonly cost: Cost;
  /** Absent for latencies. */
  readonly rate?: KernelRate;
  readonly isRotated: boolean;
}

/** The declared cost of what was measured, or undefined: then it is stored unranked. */
export function declaredCost(measurement: OkMeasurement): DeclaredCost | undefined {
  const spec = findKernelSpec(measurement.kernel);
  if (spec === undefined || !spec.dtypes.includes(measurement.dtype)) return undefined;
  const given = Object.keys(measurement.size);
  const isWhole =
    given.length === spec.dimensions.length &&
    spec.dimensions.every((name) => Object.hasOwn(measurement.size, name));
  if (!isWhole) return undefined;
  const cost = spec.cost(measurement.size, measurement.dtype);
  if (!Number.isFinite(cost.flops) || !Number.isFinite(cost.bytes)) return undefined;
  const { rate, isRotated } = spec;
  return rate === undefined ? { cost, isRotated } : { cost, rate, isRotated };
}

/** Amount that a rate counts: flops or bytes of one execution. */
export function workOf(cost: Cost, rate: KernelRate): number {
  switch (rate) {
    case 'computeFlopsPerSecond':
      return cost.flops;
    case 'bandwidthBytesPerSecond':
      return cost.bytes;
    default:
      return rate satisfies never;
  }
}
