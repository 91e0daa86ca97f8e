import { findKernelSpec } from '@ridgeline/kernels/specs';
import type { Machine } from '@ridgeline/roofline/machine';
import type { OkMeasurement, Submission } from '@ridgeline/schema/submission';

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

/** A measurement with the rate that its kernel is known for. */
export interface RatedMeasurement {
  readonly measurement: OkMeasurement;
  /** Rate at the median, in flop/s or bytes/s; undefined for latencies. */
  readonly rate: number;
  readonly workingSetBytes: number;
}

/** The rate of a measurement from its samples and the kernel's declared cost. */
export function rated(measurement: OkMeasurement): RatedMeasurement | undefined {
  const spec = findKernelSpec(measurement.kernel);
  if (spec?.rate === undefined) return undefined;
  const cost = spec.cost(measurement.size, measurement.dtype);
  const work = spec.rate === 'computeFlopsPerSecond' ? cost.flops : cost.bytes;
  return {
    measurement,
    rate: work / measurement.durationSeconds.median,
    workingSetBytes: cost.bytes,
  };
}

function bestByDtype(measurements: readonly RatedMeasurement[]): Map<string, RatedMeasurement> {
  const best = new Map<string, RatedMeasurement>();
  for (const each of measurements) {
    const known = best.get(each.measurement.dtype);
    if (known === undefined || each.rate > known.rate) best.set(each.measurement.dtype, each);
  }
  return best;
}

const streamKernels = new Set(['read', 'copy', 'scale', 'add', 'triad']);

/** Peaks of every software path, fastest memory first; bandwidth counts only beyond the caches. */
export function peaksByPath(run: Submission): PathPeaks[] {
  const peaks = run.softwarePaths.flatMap((path) => {
    const device = run.devices.find(({ id }) => id === path.device);
    if (device === undefined) return [];
    const ok = run.measurements.flatMap((each) =>
      each.outcome === 'ok' && each.path === path.id ? [each] : [],
    );
    const all = ok.flatMap((each) => rated(each) ?? []);
    const ofKernel = (id: string) => all.filter(({ measurement }) => measurement.kernel === id);
    const streams = all.filter(({ measurement }) => streamKernels.has(measurement.kernel));
    const largest = Math.max(0, ...streams.map(({ workingSetBytes }) => workingSetBytes));
    // Working sets near the largest one: smaller ones may live in a cache.
    const memory = streams.filter(({ workingSetBytes }) => workingSetBytes >= largest / 4);
    return [
      {
        path,
        device,
        bandwidth: memory.sort((a, b) => b.rate - a.rate)[0],
        compute: bestByDtype(ofKernel('matmul')),
        matvec: bestByDtype(ofKernel('matvec')),
        dispatchSeconds: ok.find(({ kernel }) => kernel === 'dispatch')?.durationSeconds.median,
      },
    ];
  });
  return peaks.sort((a, b) => (b.bandwidth?.rate ?? 0) - (a.bandwidth?.rate ?? 0));
}

function ratesOf(measured: ReadonlyMap<string, RatedMeasurement>): Record<string, number> {
  return Object.fromEntries([...measured].map(([dtype, { rate }]) => [dtype, rate]));
}

/** What predictions of a software path rest on; undefined when one side of the roofline is missing. */
export function machineOf(peaks: PathPeaks): Machine | undefined {
  if (peaks.bandwidth === undefined || peaks.compute.size === 0) return undefined;
  const { device } = peaks;
  return {
    kind: device.kind,
    vendor: device.vendor,
    basis: 'measured',
    bandwidthBytesPerSecond: peaks.bandwidth.rate,
    computeFlopsPerSecond: ratesOf(peaks.compute),
    ...(device.memoryBytes !== undefined && { memoryBytes: device.memoryBytes }),
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
