import type { CatalogDevice } from '@ridgeline/catalog/device';
import { bestBandwidth } from '@ridgeline/catalog/published/best-bandwidth';
import type { Machine } from '@ridgeline/roofline/machine';

/**
 * The machine that predictions of a device rest on while nobody has measured it here: with a bandwidth
 * that others measured where there is one, since decode then misses by half as much as from the data
 * sheet alone (README of `@ridgeline/roofline`). Undefined where no source says bandwidth or arithmetic.
 */
export function catalogueMachine(device: CatalogDevice): Machine | undefined {
  const measured = bestBandwidth(device);
  if (measured === undefined) return sheetMachine(device);
  const { bandwidthBytesPerSecond } = measured;
  return sheetMachine({ ...device, bandwidthBytesPerSecond }, 'published');
}

/** The machine of a data sheet alone; undefined where it leaves a side of the roofline open. */
export function sheetMachine(
  device: CatalogDevice,
  basis: 'spec' | 'published' = 'spec',
): Machine | undefined {
  const { bandwidthBytesPerSecond, computeFlopsPerSecond } = device;
  if (bandwidthBytesPerSecond === undefined) return undefined;
  if (Object.keys(computeFlopsPerSecond).length === 0) return undefined;
  return { ...device, basis, bandwidthBytesPerSecond };
}
