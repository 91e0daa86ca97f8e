import type { CatalogDevice } from './device.ts';
import type { DerivedFigure } from './devices/device-row.ts';

/** Where a figure of a data sheet comes from, or what it was derived from where no source states it. */
export function figureSource(device: CatalogDevice, figure: DerivedFigure): string {
  const derived = device.derived[figure];
  return derived === undefined ? device.source : `${derived}; ${device.source}`;
}
