import type { PciIds } from '@ridgeline/catalog/identity/device-clues';

export type GpuVendor = 'nvidia' | 'amd' | 'intel' | 'apple';

/**
 * A GPU as the system tells of it, without privileges: what tells variants of one name apart. Serial numbers
 * and universal ids, which name one unit, are never asked for.
 */
export interface SystemGpu {
  readonly vendor: GpuVendor;
  /** What tools and tables call it, most specific first. */
  readonly names: readonly string[];
  readonly pciIds?: PciIds;
  readonly memoryBytes?: number;
  /** Cores as macOS counts them. */
  readonly gpuCores?: number;
  /** Where it is plugged in: joins what two tools say, and does not leave the machine. */
  readonly slot?: string;
}

/** PCI vendors whose GPUs are known here. */
export const gpuVendors: ReadonlyMap<number, GpuVendor> = new Map([
  [0x10de, 'nvidia'],
  [0x1002, 'amd'],
  [0x8086, 'intel'],
  [0x106b, 'apple'],
]);

/** The vendor that a text names. */
export function gpuVendorOf(text: string): GpuVendor | undefined {
  if (/nvidia|geforce|quadro|\btesla\b/i.test(text)) return 'nvidia';
  if (/\bamd\b|radeon|\bati\b|advanced micro devices/i.test(text)) return 'amd';
  if (/\bintel\b/i.test(text)) return 'intel';
  return /apple/i.test(text) ? 'apple' : undefined;
}
