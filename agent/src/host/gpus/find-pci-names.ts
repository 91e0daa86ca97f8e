import type { PciIds } from '@ridgeline/catalog/identity/device-clues';
import { amdRevisionNames, pciDeviceNames } from './pci-names.ts';

/** Vendors as `lspci` writes them before the device. */
const vendorNames: ReadonlyMap<number, string> = new Map([
  [0x10de, 'NVIDIA Corporation'],
  [0x1002, 'Advanced Micro Devices, Inc. [AMD/ATI]'],
  [0x8086, 'Intel Corporation'],
]);

const amd = 0x1002;

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

/** The rest of the line that begins with `key`. */
function lineOf(table: string, key: string): string | undefined {
  const start = table.indexOf(`\n${key} `);
  if (start < 0) return undefined;
  return table.slice(start + key.length + 2, table.indexOf('\n', start + 1));
}

/**
 * What the tables call a GPU, most specific first: AMD's revisions are products, its devices are chips that
 * several products share.
 * @example findPciNames({ vendor: 0x10de, device: 0x2684 }) // ['NVIDIA Corporation AD102 [GeForce RTX 4090]']
 */
export function findPciNames({ vendor, device, revision }: PciIds): readonly string[] {
  const vendorName = vendorNames.get(vendor);
  if (vendorName === undefined) return [];
  const section = `\n= ${hex(vendor, 4)}\n`;
  const [, rest = ''] = pciDeviceNames.split(section);
  const [devices = ''] = rest.split('\n= ');
  const name = lineOf(`\n${devices}\n`, hex(device, 4));
  const product =
    vendor === amd && revision !== undefined
      ? lineOf(amdRevisionNames, `${hex(device, 4)} ${hex(revision, 2)}`)
      : undefined;
  return [product, name && `${vendorName} ${name}`].filter((each) => each !== undefined);
}
