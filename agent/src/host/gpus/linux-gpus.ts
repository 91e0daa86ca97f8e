import type { PciIds } from '@ridgeline/catalog/identity/device-clues';
import { SystemFiles } from '@ridgeline/measure/room/system-files';
import { findPciNames } from './find-pci-names.ts';
import { gpuVendors, type SystemGpu } from './system-gpu.ts';

const busFolder = 'sys/bus/pci/devices';

/** Display controllers and 3D controllers; data centre GPUs are the latter. */
const gpuClass = /^0x03/;

/**
 * GPUs on the PCI bus.
 * @param root folder that stands for `/`
 */
export function readLinuxGpus(root = '/'): SystemGpu[] {
  const files = new SystemFiles(root);
  return files.names(busFolder).flatMap((slot): SystemGpu[] => {
    const folder = `${busFolder}/${slot}`;
    if (!gpuClass.test(files.text(`${folder}/class`) ?? '')) return [];
    const pciIds = readPciIds(files, folder);
    const vendor = gpuVendors.get(pciIds?.vendor ?? 0);
    if (pciIds === undefined || vendor === undefined) return [];
    const memoryBytes = files.number(`${folder}/mem_info_vram_total`);
    return [
      {
        vendor,
        slot,
        pciIds,
        names: findPciNames(pciIds),
        ...(memoryBytes !== undefined && memoryBytes > 0 && { memoryBytes }),
      },
    ];
  });
}

function readPciIds(files: SystemFiles, folder: string): PciIds | undefined {
  const [vendor, device] = [files.number(`${folder}/vendor`), files.number(`${folder}/device`)];
  if (vendor === undefined || device === undefined) return undefined;
  return {
    vendor,
    device,
    subsystemVendor: files.number(`${folder}/subsystem_vendor`),
    subsystemDevice: files.number(`${folder}/subsystem_device`),
    revision: files.number(`${folder}/revision`),
  };
}
