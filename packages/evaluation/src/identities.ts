import { workOf } from '@ridgeline/kernels/kernel-spec';
import { findKernelSpec } from '@ridgeline/kernels/specs';
import type { FieldFault } from '@ridgeline/schema/problem';
import type { Submission } from '@ridgeline/schema/submission';
import { backendDevices } from '@ridgeline/vocabulary/backend-devices';
import type { EvaluatedMeasurement } from './evaluated-measurement.ts';
import { idFaults } from './run-clock.ts';

/** Relative difference that rounding may leave between a derived figure and its inputs. */
const rounding = 0.005;
/** Clocks are read in whole milliseconds at both ends of a run. */
const clockSlackSeconds = 0.05;

function differs(claimed: number, computed: number): boolean {
  return Math.abs(claimed - computed) > rounding * computed;
}

function durationFaults(measurement: EvaluatedMeasurement): FieldFault[] {
  const pointer = `/measurements/${measurement.index}/durationSeconds`;
  const { median, ...given } = measurement.given.durationSeconds;
  const { min = measurement.minSeconds, max = measurement.maxSeconds } = given;
  const faults: FieldFault[] = [];
  if (!(min <= median && median <= max)) {
    faults.push({ pointer, detail: 'min ≤ median ≤ max does not hold' });
  }
  const pairs = [
    ['median', median, measurement.medianSeconds],
    ['min', min, measurement.minSeconds],
    ['max', max, measurement.maxSeconds],
  ] as const;
  for (const [name, claimed, computed] of pairs) {
    if (differs(claimed, computed)) {
      const detail = `is ${claimed}, but the samples give ${computed}`;
      faults.push({ pointer: `${pointer}/${name}`, detail });
    }
  }
  return faults;
}

function rateFaults(measurement: EvaluatedMeasurement): FieldFault[] {
  const { declared, given, index, medianSeconds } = measurement;
  if (declared === undefined) return [];
  const rates = ['computeFlopsPerSecond', 'bandwidthBytesPerSecond'] as const;
  return rates.flatMap((rate) => {
    const claimed = given[rate];
    if (claimed === undefined) return [];
    const computed = workOf(declared.cost, rate) / medianSeconds;
    if (!differs(claimed, computed)) return [];
    return {
      pointer: `/measurements/${index}/${rate}`,
      detail: `is ${claimed}, but cost and median give ${computed}`,
    };
  });
}

/** A kernel of this version has the dimensions of its cost; one of another version may have others. */
function sizeFaults({ given, index }: EvaluatedMeasurement): FieldFault[] {
  const spec = findKernelSpec(given.kernel);
  if (spec === undefined) return [];
  const { dimensions } = spec;
  const named = Object.keys(given.size);
  const isWhole =
    named.length === dimensions.length && dimensions.every((each) => named.includes(each));
  if (isWhole) return [];
  const detail = `names ${named.join(', ') || 'nothing'}; ${spec.id} has ${dimensions.join(', ')}`;
  return [{ pointer: `/measurements/${index}/size`, detail }];
}

function timeFaults(
  { run }: Submission,
  measurements: readonly EvaluatedMeasurement[],
): FieldFault[] {
  const wallSeconds = (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000;
  if (wallSeconds < 0) {
    return [{ pointer: '/run/finishedAt', detail: 'is before startedAt' }];
  }
  let timedSeconds = 0;
  for (const { given } of measurements) {
    const sum = given.durationSeconds.samples.reduce((total, sample) => total + sample, 0);
    timedSeconds += sum * given.executionsPerSample;
  }
  if (timedSeconds <= wallSeconds * (1 + rounding) + clockSlackSeconds) return [];
  const detail = `the samples took ${timedSeconds} s, but the run only ${wallSeconds} s`;
  return [{ pointer: '/measurements', detail }];
}

function duplicates(ids: readonly string[], pointer: string): FieldFault[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index ? [] : { pointer: `${pointer}/${index}/id`, detail: 'is used twice' },
  );
}

function referenceFaults({ devices, softwarePaths, measurements }: Submission): FieldFault[] {
  const deviceIds = devices.map(({ id }) => id);
  const pathIds = softwarePaths.map(({ id }) => id);
  const knownDevices = new Set(deviceIds);
  const knownPaths = new Set(pathIds);
  return [
    ...duplicates(deviceIds, '/devices'),
    ...duplicates(pathIds, '/softwarePaths'),
    ...softwarePaths.flatMap(({ device }, index) =>
      knownDevices.has(device)
        ? []
        : { pointer: `/softwarePaths/${index}/device`, detail: 'names no device of this run' },
    ),
    ...measurements.flatMap(({ path }, index) =>
      knownPaths.has(path)
        ? []
        : { pointer: `/measurements/${index}/path`, detail: 'names no software path of this run' },
    ),
  ];
}

/** A backend that runs on CPUs measured no GPU, whatever the run calls it. */
function backendFaults({ devices, softwarePaths }: Submission): FieldFault[] {
  return softwarePaths.flatMap(({ backend, device }, index) => {
    const kind = devices.find(({ id }) => id === device)?.kind;
    const runsOn = Object.hasOwn(backendDevices, backend) ? backendDevices[backend] : undefined;
    if (kind === undefined || runsOn === undefined || kind === runsOn) return [];
    const detail = `runs on a ${runsOn.toUpperCase()}, and ${device} is a ${kind.toUpperCase()}`;
    return [{ pointer: `/softwarePaths/${index}/backend`, detail }];
  });
}

function coreFaults({ devices, host, softwarePaths }: Submission): FieldFault[] {
  const faults: FieldFault[] = [];
  devices.forEach((device, index) => {
    const { kind, logicalCores, physicalCores } = device;
    if (kind !== 'cpu') return;
    if (logicalCores !== undefined && physicalCores !== undefined && logicalCores < physicalCores) {
      const pointer = `/devices/${index}/logicalCores`;
      faults.push({ pointer, detail: 'is less than physicalCores' });
    }
  });
  softwarePaths.forEach(({ device, threads }, index) => {
    const measured = devices.find(({ id }) => id === device);
    if (measured?.kind !== 'cpu' || threads === undefined) return;
    const cores = Math.min(host.logicalCores, measured.logicalCores ?? host.logicalCores);
    if (threads > cores) {
      const detail = `is ${threads}, but there are ${cores} logical cores`;
      faults.push({ pointer: `/softwarePaths/${index}/threads`, detail });
    }
  });
  return faults;
}

/** What cannot be true whatever the machine: each fault is a 422 with a pointer. */
export function identityFaults(
  submission: Submission,
  measurements: readonly EvaluatedMeasurement[],
): FieldFault[] {
  return [
    ...idFaults(submission),
    ...referenceFaults(submission),
    ...backendFaults(submission),
    ...coreFaults(submission),
    ...timeFaults(submission, measurements),
    ...measurements.flatMap(sizeFaults),
    ...measurements.flatMap(durationFaults),
    ...measurements.flatMap(rateFaults),
  ];
}
