import { deriveRates } from './derive-rates.ts';
import type { CatalogDevice } from './device.ts';
import type { DeviceRow } from './devices/device-row.ts';
import { deviceRows } from './devices/device-rows.ts';
import { mergeRows } from './devices/merge-rows.ts';
import { slugOf } from './identity/product.ts';
import { sheetPrices } from './sheets/sheet-prices.ts';
import { sheetRows } from './sheets/sheet-rows.ts';

function deviceOf(row: DeviceRow): CatalogDevice {
  const { f32FlopsPerSecond: _, aliases = [], memoryBytes, prices = [], ...facts } = row;
  const { architecture, computeFlopsPerSecond, derived } = deriveRates(row);
  const slug = slugOf(row.vendor, row.name);
  return {
    slug,
    ...facts,
    // Rows say it in parts of a GiB; there are no parts of a byte, and the API's schema has none.
    ...(memoryBytes !== undefined && { memoryBytes: Math.round(memoryBytes) }),
    prices: [...prices, ...(sheetPrices.get(slug) ?? [])],
    aliases,
    computeFlopsPerSecond,
    derived,
    ...(architecture && {
      architecture: architecture.id,
      architectureSource: architecture.source,
    }),
  };
}

/** Every device of the catalogue. */
export const devices: readonly CatalogDevice[] = mergeRows(deviceRows, sheetRows).map(deviceOf);

const bySlug = new Map(devices.map((device) => [device.slug, device]));

/** The device with that slug, or undefined. */
export function findDevice(slug: string): CatalogDevice | undefined {
  return bySlug.get(slug);
}
