import type { CatalogDevice } from './device.ts';
import { findDevice } from './find-device.ts';
import type { DeviceClues } from './identity/device-clues.ts';
import { identifyDevice } from './identity/identify-device.ts';

/**
 * Every device of the catalogue that the clues may mean: several when variants share a name, none when
 * no data sheet is known.
 */
export function matchDevices(clues: DeviceClues): readonly CatalogDevice[] {
  const found = identifyDevice(clues);
  const products =
    found.outcome === 'identified'
      ? [found.product]
      : found.outcome === 'ambiguous'
        ? found.candidates
        : [];
  return products.flatMap(({ slug }) => findDevice(slug) ?? []);
}

/**
 * The canonical slug of the product that the clues name, with or without a data sheet, or undefined. It
 * never guesses.
 * @example identify({ kind: 'gpu', names: ['AMD Radeon RX 7900 XTX (RADV NAVI31)'] }) // 'amd-radeon-rx-7900-xtx'
 * @example identify({ kind: 'cpu', names: ['Intel(R) Core(TM) i7-13700K CPU @ 3.40GHz'] }) // 'intel-core-i7-13700k'
 */
export function identify(clues: DeviceClues): string | undefined {
  const found = identifyDevice(clues);
  return found.outcome === 'identified' ? found.product.slug : undefined;
}
