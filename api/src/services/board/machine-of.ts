import { findDevice } from '@ridgeline/catalog/find-device';
import type { Machine } from '@ridgeline/roofline/machine';
import type { DeviceSummary, Figure, Peaks } from '@ridgeline/schema/responses';

function values(figures: Readonly<Record<string, Figure>> | undefined): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures ?? {}).map(([dtype, figure]) => [dtype, figure.value]),
  );
}

/**
 * The machine that predictions of a row rest on; undefined unless both bandwidth and some arithmetic
 * are known, because a roofline has two sides.
 */
export function machineOf(
  device: DeviceSummary,
  peaks: Peaks,
  basis: Machine['basis'],
): Machine | undefined {
  const bandwidth = peaks.bandwidthBytesPerSecond;
  if (bandwidth === undefined || Object.keys(peaks.computeFlopsPerSecond).length === 0) {
    return undefined;
  }
  // The family tells how a listed device's cores count f32 operations, which calibration needs.
  const architecture = findDevice(device.slug)?.architecture;
  return {
    kind: device.kind,
    vendor: device.vendor,
    basis,
    ...(architecture === undefined ? {} : { architecture }),
    ...(device.memoryBytes === undefined ? {} : { memoryBytes: device.memoryBytes }),
    bandwidthBytesPerSecond: bandwidth.value,
    computeFlopsPerSecond: values(peaks.computeFlopsPerSecond),
    ...(peaks.matvecBytesPerSecond === undefined
      ? {}
      : { matvecBytesPerSecond: values(peaks.matvecBytesPerSecond) }),
    ...(peaks.dispatchSeconds === undefined
      ? {}
      : { dispatchSeconds: peaks.dispatchSeconds.value }),
  };
}
