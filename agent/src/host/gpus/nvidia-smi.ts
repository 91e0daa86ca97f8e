import { findPciNames } from './find-pci-names.ts';
import type { SystemGpu } from './system-gpu.ts';

/** What NVIDIA's driver is asked, in this order. */
export const nvidiaQuery: readonly string[] = [
  '--query-gpu=name,pci.bus_id,pci.device_id,pci.sub_device_id,memory.total,mig.mode.current',
  '--format=csv,noheader,nounits',
];

/** `0x268410DE` is device 2684 of vendor 10DE. */
function deviceAndVendor(text = ''): readonly [number, number] | undefined {
  const match = /^0x([\da-f]{4})([\da-f]{4})$/i.exec(text);
  const [, device = '', vendor = ''] = match ?? [];
  return match === null ? undefined : [Number.parseInt(device, 16), Number.parseInt(vendor, 16)];
}

/** GPUs in the answer to {@link nvidiaQuery}; none in an error's text. */
export function parseNvidiaSmi(text: string): SystemGpu[] {
  return text.split('\n').flatMap((line): SystemGpu[] => {
    const [name = '', bus = '', ids, subsystem, mebibytes, mig] = line.trim().split(/,\s*/);
    const device = deviceAndVendor(ids);
    if (device === undefined || name === '') return [];
    const board = deviceAndVendor(subsystem);
    const pciIds = {
      vendor: device[1],
      device: device[0],
      ...(board !== undefined && { subsystemVendor: board[1], subsystemDevice: board[0] }),
    };
    const memoryBytes = Number(mebibytes) * 2 ** 20;
    return [
      {
        vendor: 'nvidia',
        // A GPU that is cut into instances is met as one of them.
        names: [mig === 'Enabled' ? `${name} MIG` : name, ...findPciNames(pciIds)],
        slot: bus.toLowerCase().replace(/^0000(?=[\da-f]{4}:)/, ''),
        pciIds,
        ...(memoryBytes > 0 && { memoryBytes }),
      },
    ];
  });
}

/** What the bus and the driver say, joined where it is the same slot; the driver knows name and memory. */
export function withDriver(
  onBus: readonly SystemGpu[],
  byDriver: readonly SystemGpu[],
): SystemGpu[] {
  const joined = onBus.map((gpu) => {
    const told = byDriver.find(({ slot }) => slot !== undefined && slot === gpu.slot);
    // The bus knows the revision too.
    return told === undefined ? gpu : { ...told, ...(gpu.pciIds && { pciIds: gpu.pciIds }) };
  });
  const slots = new Set(onBus.map(({ slot }) => slot));
  return [...joined, ...byDriver.filter(({ slot }) => !slots.has(slot))];
}
