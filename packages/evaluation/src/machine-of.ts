import { findDevice } from '@ridgeline/catalog/find-device';
import { type ByHeadline, byHeadline } from '@ridgeline/kernels/headlines';
import type { Machine } from '@ridgeline/roofline/machine';
import type { EvaluatedPath } from './evaluate.ts';

type Values = ByHeadline<{ readonly value: number }>;

function valuesOf(figures: Values['computeFlopsPerSecond']): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([dtype, { value }]) => [dtype, value]));
}

/**
 * The machine that predictions of a device rest on; undefined unless both bandwidth and some arithmetic
 * are known, because a roofline has two sides.
 * @param device what a run, a board or the catalogue says of it
 * @param peaks by their names on the wire
 */
export function machineOf(
  device: Pick<Machine, 'kind'> & {
    readonly slug: string;
    readonly vendor: string;
    readonly memoryBytes?: number | undefined;
  },
  peaks: Values,
  basis: Machine['basis'],
): Machine | undefined {
  const { bandwidthBytesPerSecond: bandwidth, dispatchSeconds: dispatch } = peaks;
  const computeFlopsPerSecond = valuesOf(peaks.computeFlopsPerSecond);
  const matvecBytesPerSecond = valuesOf(peaks.matvecBytesPerSecond);
  if (bandwidth === undefined || Object.keys(computeFlopsPerSecond).length === 0) return undefined;
  // The family tells how a listed device's cores count f32 operations, which calibration needs.
  const architecture = findDevice(device.slug)?.architecture;
  return {
    kind: device.kind,
    vendor: device.vendor,
    basis,
    ...(architecture === undefined ? {} : { architecture }),
    ...(device.memoryBytes === undefined ? {} : { memoryBytes: device.memoryBytes }),
    bandwidthBytesPerSecond: bandwidth.value,
    computeFlopsPerSecond,
    ...(Object.keys(matvecBytesPerSecond).length === 0 ? {} : { matvecBytesPerSecond }),
    ...(dispatch === undefined ? {} : { dispatchSeconds: dispatch.value }),
  };
}

/** The machine as one software path of a run measured it. */
export function measuredMachine({ device, peaks }: EvaluatedPath): Machine | undefined {
  return machineOf(
    device.facts,
    byHeadline(peaks, (peak) => peak),
    'measured',
  );
}
