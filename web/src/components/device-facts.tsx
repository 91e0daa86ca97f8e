import type { DeviceSummary } from '@ridgeline/schema/responses';
import { formatBytes } from '@ridgeline/units/format-bytes';

/** Vendor, kind, memory and year of a device in one line. */
export function deviceFacts(device: DeviceSummary): string {
  const { isListed, isSoftwareAdapter, kind, launchYear, memoryBytes, vendor } = device;
  const isNamed = device.name.toLowerCase().startsWith(vendor.toLowerCase());
  return [
    isNamed ? undefined : vendor,
    isSoftwareAdapter ? 'GPU drawn by a CPU' : kind.toUpperCase(),
    memoryBytes === undefined ? undefined : formatBytes(memoryBytes),
    launchYear === undefined ? undefined : String(launchYear),
    isListed ? undefined : 'not in the catalogue',
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
