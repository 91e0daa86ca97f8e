import { findKernelSpec } from '@ridgeline/kernels/specs';
import type { OkMeasurement } from '@ridgeline/schema/submission';

/** A measurement with the rate that its kernel is known for. */
export interface RatedMeasurement {
  readonly measurement: OkMeasurement;
  /** Rate at the median, in flop/s or bytes/s; undefined for latencies. */
  readonly rate: number;
  readonly workingSetBytes: number;
}

/** The rate of a measurement from its samples and the kernel's declared cost. */
export function rated(measurement: OkMeasurement): RatedMeasurement | undefined {
  const spec = findKernelSpec(measurement.kernel);
  if (spec?.rate === undefined) return undefined;
  const cost = spec.cost(measurement.size, measurement.dtype);
  const work = spec.rate === 'computeFlopsPerSecond' ? cost.flops : cost.bytes;
  return {
    measurement,
    rate: work / measurement.durationSeconds.median,
    workingSetBytes: cost.bytes,
  };
}
