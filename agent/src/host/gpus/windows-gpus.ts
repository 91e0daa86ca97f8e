import type { PciIds } from '@ridgeline/catalog/identity/device-clues';
import { findPciNames } from './find-pci-names.ts';
import { gpuVendors, type SystemGpu } from './system-gpu.ts';

const displayClass =
  'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Class\\{4d36e968-e325-11ce-bfc1-08002be10318}\\0*';

/**
 * Asks Windows for its adapters and for what drivers wrote of each: `AdapterRAM` ends at 4 GiB, so that
 * memory is taken from the registry.
 */
export const adapterQuery: string = [
  '$c = @(Get-CimInstance Win32_VideoController | Select-Object Name,PNPDeviceID)',
  `$r = @(Get-ItemProperty '${displayClass}' -ErrorAction SilentlyContinue | ForEach-Object {`,
  "@{ name = $_.DriverDesc; bytes = $_.'HardwareInformation.qwMemorySize' } })",
  'ConvertTo-Json -Compress -Depth 3 @{ controllers = $c; registry = $r }',
]
  .join('; ')
  .replace('{;', '{');

/** `PCI\VEN_1002&DEV_67DF&SUBSYS_C5801682&REV_E7\…`: what follows names the slot and is not read. */
function pciIdsOf(text: string): PciIds | undefined {
  const match =
    /^PCI\\VEN_([\dA-F]{4})&DEV_([\dA-F]{4})(?:&SUBSYS_([\dA-F]{4})([\dA-F]{4}))?(?:&REV_([\dA-F]{2}))?/i.exec(
      text,
    );
  if (match === null) return undefined;
  const [vendor = 0, device = 0, subsystemDevice, subsystemVendor, revision] = match
    .slice(1)
    .map((digits) => (digits === undefined ? undefined : Number.parseInt(digits, 16)));
  return { vendor, device, subsystemVendor, subsystemDevice, revision };
}

interface Answer {
  readonly controllers?: readonly { readonly Name?: string; readonly PNPDeviceID?: string }[];
  readonly registry?: readonly { readonly name?: string; readonly bytes?: unknown }[];
}

/** A driver's figure: a number, or eight bytes, the lowest first. */
function bytesOf(value: unknown): number {
  if (Array.isArray(value)) {
    return value.reduce((sum: number, byte, place) => sum + Number(byte) * 256 ** place, 0);
  }
  return Number(value ?? 0);
}

/** GPUs in the answer to {@link adapterQuery}; remote and virtual displays have no PCI ids. */
export function parseWindowsGpus(json: string): SystemGpu[] {
  const { controllers = [], registry = [] } = JSON.parse(json) as Answer;
  return controllers.flatMap(({ Name: name = '', PNPDeviceID: path = '' }): SystemGpu[] => {
    const pciIds = pciIdsOf(path);
    const vendor = gpuVendors.get(pciIds?.vendor ?? 0);
    if (pciIds === undefined || vendor === undefined) return [];
    const memoryBytes = Math.max(
      0,
      ...registry.filter((each) => each.name === name).map(({ bytes }) => bytesOf(bytes)),
    );
    return [
      {
        vendor,
        names: [...(name === '' ? [] : [name]), ...findPciNames(pciIds)],
        pciIds,
        ...(memoryBytes > 0 && { memoryBytes }),
      },
    ];
  });
}
