import type { DevicePrice } from './devices/device-row.ts';

/**
 * A device of the catalogue with its data-sheet peaks. `{ ...device, basis: 'spec' }` is a machine
 * that the predictor takes.
 */
export interface CatalogDevice {
  /** Stable id: vendor and name in lower case with dashes. */
  readonly slug: string;
  readonly name: string;
  readonly vendor: string;
  readonly kind: 'cpu' | 'gpu';
  readonly memoryBytes?: number;
  readonly bandwidthBytesPerSecond: number;
  /** f16 and int8 follow from f32 by the published multiples of the architecture. */
  readonly computeFlopsPerSecond: {
    readonly f32?: number;
    readonly f16?: number;
    readonly int8?: number;
  };
  /** Family with common matrix units, where its name tells: `ada`, `rdna3`, `apple-m2` … */
  readonly architecture?: string;
  /** Cores of one processor. */
  readonly physicalCores?: number;
  readonly launchYear?: number;
  readonly launchSource?: string;
  readonly prices: readonly DevicePrice[];
  readonly aliases: readonly string[];
  /** Where memory, bandwidth and f32 rate come from. */
  readonly source: string;
  /** Where the multiples behind f16 and int8 come from. */
  readonly architectureSource?: string;
}
