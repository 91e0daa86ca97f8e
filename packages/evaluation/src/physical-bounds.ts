import type { Peak } from './peaks.ts';
import type { EvaluatedDevice } from './submitted-device.ts';

/**
 * Slack over a data sheet. A GPU's memory is soldered and its clock is given as it boosts; a CPU's
 * sheet names the base clock, and its owner chooses the memory.
 */
const slack = {
  gpu: { compute: 1.1, bandwidth: 1.05 },
  cpu: { compute: 1.6, bandwidth: 1.5 },
} as const;

/**
 * The widest core known does two 512-bit FMAs a cycle (64 f32 flops) below 6.5 GHz; matrix units
 * multiply that by up to 32. No core reads main memory faster than 150 GB/s.
 */
const perCore = { vectorFlops: 64 * 6.5e9, matrixFlops: 2048 * 6.5e9, bytes: 150e9 } as const;

function coreCount({ facts }: EvaluatedDevice): number | undefined {
  if (facts.kind !== 'cpu') return undefined;
  return facts.physicalCores ?? facts.logicalCores;
}

/** Most that a peak of this device can be; undefined where nothing is known of the device. */
export function boundOf(peak: Peak, device: EvaluatedDevice): number | undefined {
  const { facts, listed } = device;
  const cores = coreCount(device);
  switch (peak.measurement.declared?.spec.rate) {
    case undefined:
      return undefined;
    case 'bandwidthBytesPerSecond': {
      const spec = listed?.bandwidthBytesPerSecond;
      if (spec !== undefined) return slack[facts.kind].bandwidth * spec;
      return cores && cores * perCore.bytes;
    }
    case 'computeFlopsPerSecond': {
      const rates: Readonly<Record<string, number | undefined>> =
        listed?.computeFlopsPerSecond ?? {};
      const spec = rates[peak.dtype];
      if (spec !== undefined) return slack[facts.kind].compute * spec;
      return cores && cores * (peak.dtype === 'f32' ? perCore.vectorFlops : perCore.matrixFlops);
    }
  }
}
