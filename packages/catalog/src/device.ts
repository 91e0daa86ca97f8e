import type { DerivedFigure, DevicePrice, SheetFacts } from './devices/device-row.ts';

/**
 * A device of the catalogue with its data-sheet peaks. `{ ...device, basis: 'spec' }` is a machine
 * that the predictor takes.
 */
export interface CatalogDevice extends Omit<SheetFacts, 'derived'> {
  /** Stable id: vendor and name in lower case with dashes. */
  readonly slug: string;
  readonly name: string;
  readonly vendor: string;
  readonly kind: 'cpu' | 'gpu';
  readonly memoryBytes?: number;
  /** Absent where no source says which memory a processor takes. */
  readonly bandwidthBytesPerSecond?: number;
  /** Dense rates. Those beside f32 follow from it by the published multiples of the architecture. */
  readonly computeFlopsPerSecond: Readonly<
    Partial<Record<Exclude<DerivedFigure, 'bandwidth'>, number>>
  >;
  /** Figures that no source states, and what each was computed from. */
  readonly derived: Readonly<Partial<Record<DerivedFigure, string>>>;
  /** Family with common matrix units, where its name tells: `ada`, `rdna3`, `apple-m2` … */
  readonly architecture?: string;
  readonly launchYear?: number;
  readonly launchDate?: string;
  readonly launchSource?: string;
  readonly prices: readonly DevicePrice[];
  readonly aliases: readonly string[];
  /** Where memory, bandwidth and f32 rate come from. */
  readonly source: string;
  /** Where the multiples behind f16 and int8 come from. */
  readonly architectureSource?: string;
}
