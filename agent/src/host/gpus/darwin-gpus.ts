import { findPciNames } from './find-pci-names.ts';
import { type GpuVendor, gpuVendorOf, type SystemGpu } from './system-gpu.ts';

const vendorIds: Readonly<Record<GpuVendor, number>> = {
  nvidia: 0x10de,
  amd: 0x1002,
  intel: 0x8086,
  apple: 0x106b,
};

function numberIn(value: unknown): number | undefined {
  const number =
    typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isNaN(number) ? undefined : number;
}

/** `4 GB` or `1536 MB`, which macOS counts in powers of two. */
function bytesIn(value: unknown): number | undefined {
  const [, size, unit] = /^(\d+(?:\.\d+)?) (MB|GB)$/.exec(`${value}`) ?? [];
  return size === undefined ? undefined : Number(size) * (unit === 'GB' ? 2 ** 30 : 2 ** 20);
}

/**
 * GPUs in the answer of `system_profiler -json SPDisplaysDataType`. Displays, which carry serial numbers, are
 * left where they are. Memory that an integrated GPU borrows tells nothing and is left out too.
 */
export function parseDarwinGpus(json: string): SystemGpu[] {
  const parsed = JSON.parse(json) as { SPDisplaysDataType?: Record<string, unknown>[] };
  return (parsed.SPDisplaysDataType ?? []).flatMap((entry): SystemGpu[] => {
    const name = `${entry.sppci_model ?? entry._name ?? ''}`;
    const vendor = gpuVendorOf(`${entry.spdisplays_vendor ?? ''}`) ?? gpuVendorOf(name);
    if (vendor === undefined || name === '') return [];
    const device = numberIn(entry['spdisplays_device-id']);
    const revision = numberIn(entry['spdisplays_revision-id']);
    const pciIds =
      device === undefined ? undefined : { vendor: vendorIds[vendor], device, revision };
    const memoryBytes = bytesIn(entry.spdisplays_vram);
    const gpuCores = numberIn(entry.sppci_cores);
    return [
      {
        vendor,
        names: [name, ...(pciIds === undefined ? [] : findPciNames(pciIds))],
        ...(pciIds !== undefined && { pciIds }),
        ...(memoryBytes !== undefined && { memoryBytes }),
        ...(gpuCores !== undefined && { gpuCores }),
      },
    ];
  });
}

/** Cores in the answer of `ioreg -r -d 1 -w 0 -c IOAccelerator`, where the profiler did not tell. */
export function parseIoregCores(text: string): number | undefined {
  const [, cores] = /"gpu-core-count" = (\d+)/.exec(text) ?? [];
  return cores === undefined ? undefined : Number(cores);
}
