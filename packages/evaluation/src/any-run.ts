import { type KernelSpec, type ProblemSize, workOf } from '@ridgeline/kernels/kernel-spec';
import { kernelSpecs } from '@ridgeline/kernels/specs';
import { suiteId } from '@ridgeline/kernels/suite';
import type { OkMeasurement, Submission, SubmittedDevice } from '@ridgeline/schema/submission';
import { median } from '@ridgeline/statistics/quantile';

/** Draws from a seed, so that a failing run can be made again. */
class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Between 0 and 1. Source: mulberry32, Tommy Ettinger, public domain. */
  ratio(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.ratio();
  }

  oneOf<T>(values: readonly [T, ...T[]]): T {
    return values[Math.floor(this.ratio() * values.length)] ?? values[0];
  }

  /** At most so many of the values, in their order. */
  some<T>(values: readonly T[], most: number): T[] {
    const share = this.ratio();
    return values.filter(() => this.ratio() < share).slice(0, most);
  }

  hex(digits: number): string {
    return Array.from({ length: digits }, () => Math.floor(16 * this.ratio()).toString(16)).join(
      '',
    );
  }
}

const kibibyte = 1024;
const gibibyte = 1024 ** 3;

/** Cores of the CPU, enough for any rate below. */
const cores = 8;

function anyDevices(draw: Draw): SubmittedDevice[] {
  // Names of their own, so that no board pools two runs.
  const name = draw.hex(8);
  const caches = draw.oneOf([
    undefined,
    { level2Bytes: 512 * kibibyte },
    { level2Bytes: 512 * kibibyte, level3Bytes: 8192 * kibibyte },
    { level3Bytes: 65_536 * kibibyte },
  ]);
  const cpu: SubmittedDevice = {
    ...{ id: 'cpu0', kind: 'cpu', name: `Plain CPU ${name}`, vendor: 'Plain' },
    ...{ physicalCores: cores, logicalCores: cores, isSoftwareAdapter: false },
    ...(caches && { caches }),
  };
  const memoryBytes = draw.oneOf([undefined, gibibyte, 24 * gibibyte]);
  const isSoftwareAdapter = draw.oneOf([true, false]);
  const gpu: SubmittedDevice = {
    ...{ id: 'gpu0', kind: 'gpu', name: `Plain GPU ${name}`, vendor: 'Plain', isSoftwareAdapter },
    ...(memoryBytes !== undefined && { memoryBytes }),
  };
  return draw.oneOf([true, false]) ? [cpu, gpu] : [cpu];
}

function anySamples(draw: Draw, seconds: number): number[] {
  const spread = draw.oneOf([0.01, 0.3]);
  const count = 1 + Math.floor(7 * draw.ratio());
  const factors = Array.from({ length: count }, () => draw.between(1 - spread, 1 + spread));
  return factors.map((factor) => Number((factor * seconds).toPrecision(6)));
}

/** Rates that one device has: its kernels agree with each other as far as a plausible run must. */
interface DeviceRates {
  readonly bandwidthBytesPerSecond: number;
  readonly computeFlopsPerSecond: number;
}

function anyMeasurement(
  draw: Draw,
  problem: { spec: KernelSpec; dtype: string; path: string; size: ProblemSize },
  rates: DeviceRates,
): OkMeasurement {
  const { dtype, path, size, spec } = problem;
  // However the samples fall, weights are not streamed faster than memory is read.
  const share = spec.headline?.id === 'matvec' ? 0.55 : 1;
  const factor = share * draw.between(0.8, 1.1);
  const work = spec.rate && workOf(spec.cost(size, dtype), spec.rate);
  const seconds =
    spec.rate === undefined || work === undefined
      ? 1e-5 * factor
      : work / (rates[spec.rate] * factor);
  const samples = anySamples(draw, seconds);
  return {
    ...{ outcome: 'ok', kernel: spec.id, dtype, path, size: { ...size } },
    durationSeconds: { median: median(samples), samples },
    ...{ executionsPerSample: 1, relativeError: 0 },
  };
}

function anyMeasurements(
  draw: Draw,
  { kind }: SubmittedDevice,
  path: string,
  rates: DeviceRates,
): OkMeasurement[] {
  const context = {
    preset: draw.oneOf(['quick' as const, 'standard' as const]),
    // Not what the run says of its device: some streams end up in its caches.
    cacheBytes: draw.oneOf([1024, 16_384, 65_536]) * kibibyte,
    memoryBytes: draw.oneOf([1, 32]) * gibibyte,
    deviceKind: kind,
    hasCurves: draw.oneOf([true, false]),
  };
  const problems = kernelSpecs
    .filter(({ isLargestThatFits }) => isLargestThatFits !== true)
    .filter(({ deviceKinds }) => deviceKinds?.includes(kind) ?? true)
    .flatMap((spec) =>
      spec.dtypes.flatMap((dtype) =>
        spec.sizes(context, dtype).map((size) => ({ spec, dtype, path, size })),
      ),
    );
  const chosen = draw.some(problems, 20);
  return chosen.map((problem) => anyMeasurement(draw, problem, rates));
}

/** Time of a UUID version 7, in milliseconds. */
function idPrefix(time: number): string {
  return time.toString(16).padStart(12, '0').replace(/^.{8}/, '$&-');
}

/**
 * For tests: a consistent run of a machine that no catalogue knows, with one or two devices, several
 * paths, kernels, dtypes and sizes, in caches and beyond them, quiet and noisy. A seed gives one run.
 */
export function anyRun(seed: number): Submission {
  const draw = new Draw(seed);
  const devices = anyDevices(draw);
  const ofDevice = devices.map((device) => {
    const bandwidthBytesPerSecond = draw.between(1e10, 1e11);
    const computeFlopsPerSecond = draw.between(2e10, 4e11);
    const rates = { bandwidthBytesPerSecond, computeFlopsPerSecond };
    const backends = device.kind === 'cpu' ? ['wasm', 'gpujs-cpu'] : ['webgpu', 'gpujs-webgpu'];
    return draw.some(backends, 2).map((backend) => {
      const id = `${device.id}-${backend}`;
      const runtime = { runtimeName: 'node', runtimeVersion: '24.0.0' };
      const path = { id, device: device.id, backend, ...runtime };
      return { path, measurements: anyMeasurements(draw, device, id, rates) };
    });
  });
  const measurements = ofDevice.flat().flatMap((each) => each.measurements);
  const timedSeconds = measurements
    .flatMap(({ durationSeconds }) => durationSeconds.samples)
    .reduce((sum, seconds) => sum + seconds, 1);
  const startedAt = Date.parse('2026-11-01T12:00:00Z');
  return {
    schemaVersion: 1,
    run: {
      ...{
        id: `${idPrefix(startedAt)}-7${draw.hex(3)}-8${draw.hex(3)}-${draw.hex(12)}`,
        suite: suiteId,
        preset: 'standard',
      },
      startedAt: new Date(startedAt).toISOString(),
      finishedAt: new Date(startedAt + 1000 * timedSeconds).toISOString(),
      ...{ agentVersion: '0.1.0', flags: [], isPartial: false },
    },
    host: {
      ...{ platform: 'linux', architecture: 'x64', logicalCores: cores },
      memoryBytes: draw.oneOf([2, 32]) * gibibyte,
    },
    noise: {},
    devices,
    softwarePaths: ofDevice.flat().map(({ path }) => path),
    unavailableBackends: [],
    measurements,
  };
}
