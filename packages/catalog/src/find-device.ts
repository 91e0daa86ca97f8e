import { architectureOf } from './architecture-of.ts';
import type { CatalogDevice } from './device.ts';
import type { DeviceRow } from './devices/device-row.ts';
import { deviceRows } from './devices/device-rows.ts';
import { slugOf } from './identity/product.ts';

function deviceOf(row: DeviceRow): CatalogDevice {
  const { f32FlopsPerSecond: f32, aliases = [], memoryBytes, prices = [], ...facts } = row;
  const architecture = row.kind === 'gpu' ? architectureOf(row.vendor, row.name) : undefined;
  const { f16PerF32, int8PerF32 } = architecture ?? {};
  return {
    slug: slugOf(row.vendor, row.name),
    ...facts,
    // Rows say it in parts of a GiB; there are no parts of a byte, and the API's schema has none.
    ...(memoryBytes !== undefined && { memoryBytes: Math.round(memoryBytes) }),
    prices,
    aliases,
    computeFlopsPerSecond: {
      ...(f32 !== undefined && { f32 }),
      ...(f32 !== undefined && f16PerF32 !== undefined && { f16: f32 * f16PerF32 }),
      ...(f32 !== undefined && int8PerF32 !== undefined && { int8: f32 * int8PerF32 }),
    },
    ...(architecture && {
      architecture: architecture.id,
      architectureSource: architecture.source,
    }),
  };
}

/** Every device of the catalogue. */
export const devices: readonly CatalogDevice[] = deviceRows.map(deviceOf);

const bySlug = new Map(devices.map((device) => [device.slug, device]));

/** The device with that slug, or undefined. */
export function findDevice(slug: string): CatalogDevice | undefined {
  return bySlug.get(slug);
}
