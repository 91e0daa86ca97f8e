import { findDevice } from '@ridgeline/catalog/find-device';
import { identify } from '@ridgeline/catalog/identify';
import type { Machine } from '@ridgeline/roofline/machine';
import type { OkMeasurement, Submission } from '@ridgeline/schema/submission';
import { mad } from '@ridgeline/statistics/mad';
import { type RatedMeasurement, rated } from './rated-measurement.ts';

type Path = Submission['softwarePaths'][number];

/** The best measured rates of one software path, each with the measurement it came from. */
export interface PathPeaks {
  readonly path: Path;
  readonly device: Submission['devices'][number];
  readonly bandwidth: RatedMeasurement | undefined;
  readonly compute: ReadonlyMap<string, RatedMeasurement>;
  readonly matvec: ReadonlyMap<string, RatedMeasurement>;
  readonly dispatchSeconds: number | undefined;
}

/** Above this robust spread a measurement is noisy; quieter ones are preferred, as the board does. */
const noisySpreadRatio = 0.1;

function isBetter(candidate: RatedMeasurement, than: RatedMeasurement): boolean {
  const isQuiet = ({ measurement: { durationSeconds } }: RatedMeasurement): boolean =>
    mad(durationSeconds.samples) / durationSeconds.median <= noisySpreadRatio;
  if (isQuiet(candidate) !== isQuiet(than)) return isQuiet(candidate);
  return candidate.rate > than.rate;
}

function best(measurements: readonly RatedMeasurement[]): RatedMeasurement | undefined {
  return measurements.reduce<RatedMeasurement | undefined>(
    (known, each) => (known === undefined || isBetter(each, known) ? each : known),
    undefined,
  );
}

function bestByDtype(measurements: readonly RatedMeasurement[]): Map<string, RatedMeasurement> {
  const byDtype = Map.groupBy(measurements, ({ measurement }) => measurement.dtype);
  return new Map(
    [...byDtype].flatMap(([dtype, each]) => {
      const chosen = best(each);
      return chosen === undefined ? [] : [[dtype, chosen] as const];
    }),
  );
}

const streamKernels = new Set(['read', 'copy', 'scale', 'add', 'triad']);

/** Whether a kernel streams through memory, so that its working set decides what it measures. */
export function isStream(kernel: string): boolean {
  return streamKernels.has(kernel);
}

/**
 * Whether a stream's working set is one that no cache holds: four times the last-level cache where the
 * run knows it, else a quarter of the largest set measured on that path.
 */
export function isBeyondCaches(measurement: OkMeasurement, run: Submission): boolean {
  const setOf = (each: OkMeasurement): number => rated(each)?.workingSetBytes ?? 0;
  const sets = run.measurements.flatMap((each) =>
    each.outcome === 'ok' && each.path === measurement.path && isStream(each.kernel)
      ? [setOf(each)]
      : [],
  );
  const largest = Math.max(0, ...sets);
  const path = run.softwarePaths.find(({ id }) => id === measurement.path);
  const device = run.devices.find(({ id }) => id === path?.device);
  // What draws a software adapter is the CPU, with the CPU's caches.
  const caches = (device?.isSoftwareAdapter ? run.devices[0] : device)?.caches;
  const cacheBytes = caches?.level3Bytes ?? caches?.level2Bytes;
  // The kernels round their sizes down to whole blocks: 1 % less than the goal still is beyond.
  const goal = cacheBytes === undefined ? largest / 4 : 4 * cacheBytes * 0.99;
  return setOf(measurement) >= goal;
}

/** Peaks of every software path, best first; bandwidth counts only beyond the caches. */
export function peaksByPath(run: Submission): PathPeaks[] {
  const peaks = run.softwarePaths.flatMap((path) => {
    const device = run.devices.find(({ id }) => id === path.device);
    if (device === undefined) return [];
    const ok = run.measurements.flatMap((each) =>
      each.outcome === 'ok' && each.path === path.id ? [each] : [],
    );
    const all = ok.flatMap((each) => rated(each) ?? []);
    const ofKernel = (id: string) => all.filter(({ measurement }) => measurement.kernel === id);
    const memory = all.filter(
      ({ measurement }) => isStream(measurement.kernel) && isBeyondCaches(measurement, run),
    );
    return [
      {
        path,
        device,
        bandwidth: best(memory),
        compute: bestByDtype(ofKernel('matmul')),
        matvec: bestByDtype(ofKernel('matvec')),
        dispatchSeconds: ok.find(({ kernel }) => kernel === 'dispatch')?.durationSeconds.median,
      },
    ];
  });
  return peaks.sort((a, b) => rooflineArea(b) - rooflineArea(a));
}

/** Orders software paths: both sides of the roofline count alike; a missing one comes last. */
function rooflineArea({ bandwidth, compute }: PathPeaks): number {
  // f32 is what every path has; a path must not lead for a format that others were not asked for.
  const fastest = Math.max(0, ...[...compute.values()].map(({ rate }) => rate));
  const arithmetic = compute.get('f32')?.rate ?? fastest;
  return (bandwidth?.rate ?? 0) * arithmetic;
}

function ratesOf(measured: ReadonlyMap<string, RatedMeasurement>): Record<string, number> {
  return Object.fromEntries([...measured].map(([dtype, { rate }]) => [dtype, rate]));
}

/** What predictions of a software path rest on; undefined when one side of the roofline is missing. */
export function machineOf(peaks: PathPeaks): Machine | undefined {
  if (peaks.bandwidth === undefined || peaks.compute.size === 0) return undefined;
  const { device } = peaks;
  // WebGPU does not tell how much memory a GPU has; the data sheet of a known one does.
  const slug = identify({
    kind: device.kind,
    names: [device.name],
    memoryBytes: device.memoryBytes,
  });
  const listed = slug === undefined ? undefined : findDevice(slug);
  const memoryBytes = device.memoryBytes ?? listed?.memoryBytes;
  return {
    kind: device.kind,
    vendor: device.vendor,
    basis: 'measured',
    bandwidthBytesPerSecond: peaks.bandwidth.rate,
    computeFlopsPerSecond: ratesOf(peaks.compute),
    ...(memoryBytes !== undefined && { memoryBytes }),
    // The family tells how the cores count f32 operations, which the calibration needs.
    ...(listed?.architecture !== undefined && { architecture: listed.architecture }),
    ...(peaks.matvec.size > 0 && { matvecBytesPerSecond: ratesOf(peaks.matvec) }),
    ...(peaks.dispatchSeconds !== undefined && { dispatchSeconds: peaks.dispatchSeconds }),
  };
}

/** The paths a newcomer should look at: the best of each real device (software adapters are not GPUs). */
export function headlinePaths(peaks: readonly PathPeaks[]): PathPeaks[] {
  const seen = new Set<string>();
  return peaks.filter(({ device, bandwidth }) => {
    if (device.isSoftwareAdapter || bandwidth === undefined || seen.has(device.id)) return false;
    seen.add(device.id);
    return true;
  });
}
