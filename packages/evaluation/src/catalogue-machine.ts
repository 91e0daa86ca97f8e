import type { CatalogDevice } from '@ridgeline/catalog/device';
import { bestBandwidth } from '@ridgeline/catalog/published/best-bandwidth';
import type { Machine } from '@ridgeline/roofline/machine';

/**
 * The machine that predictions of a device rest on while nobody has measured it here: with a bandwidth
 * that others measured where there is one, since decode then misses by half as much as from the data
 * sheet alone (README of `@ridgeline/roofline`).
 */
export function catalogueMachine(device: CatalogDevice): Machine {
  const measured = bestBandwidth(device);
  if (measured === undefined) return { ...device, basis: 'spec' };
  const { bandwidthBytesPerSecond } = measured;
  return { ...device, basis: 'published', bandwidthBytesPerSecond };
}
