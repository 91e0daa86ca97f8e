import type { Submission, SubmittedSoftwarePath } from '@ridgeline/schema/submission';
import type { SoftwarePathFacts } from '../../db/facts.ts';
import type { DerivedRecord } from '../../db/submission-record.ts';
import type { FieldFault } from '../../problems.ts';
import { type EvaluatedMeasurement, evaluateMeasurements } from './evaluated-measurement.ts';
import { identityFaults } from './identities.ts';
import { fastestStream, type Peak, peaksOf } from './peaks.ts';
import { type EvaluatedDevice, evaluateDevices } from './submitted-device.ts';

/** A software path with its device and the peaks that its measurements reach. */
export interface EvaluatedPath {
  readonly given: SubmittedSoftwarePath;
  readonly facts: SoftwarePathFacts;
  readonly device: EvaluatedDevice;
  readonly peaks: readonly Peak[];
  /** Working set from which on no cache of the device holds it. */
  readonly mainMemoryBytes: number;
  /** Fastest streaming sample beyond the caches, in bytes/s. */
  readonly fastestStreamBytesPerSecond: number | undefined;
}

/** Everything the server derives from a submission; a pure function of it and of the catalogue. */
export interface Evaluation {
  readonly submission: Submission;
  readonly devices: readonly EvaluatedDevice[];
  readonly measurements: readonly EvaluatedMeasurement[];
  readonly paths: readonly EvaluatedPath[];
}

/** Either the evaluation, or the contradictions that make the submission impossible. */
export type EvaluationResult =
  | { readonly isPossible: true; readonly evaluation: Evaluation }
  | { readonly isPossible: false; readonly faults: readonly FieldFault[] };

const mebibyte = 1024 ** 2;
/** Four times this is asked of a device that does not say how large its last cache is. */
const assumedCacheBytes = { cpu: 16 * mebibyte, gpu: 16 * mebibyte } as const;
/** The suite never measures larger sets, whatever the cache. */
const largestWorkingSetBytes = 1024 * mebibyte;

/** Working set from which on no cache of the device holds it; sizes are rounded down to blocks. */
function mainMemoryBytes({ given, facts }: EvaluatedDevice): number {
  const cache =
    given.caches?.level3Bytes ?? given.caches?.level2Bytes ?? assumedCacheBytes[given.kind];
  const wanted = Math.max(4 * cache, 64 * mebibyte);
  return 0.99 * Math.min(wanted, (facts.memoryBytes ?? Infinity) / 4, largestWorkingSetBytes);
}

function softwarePathFacts(path: SubmittedSoftwarePath): SoftwarePathFacts {
  const { device: _device, id: _id, threads: _threads, ...facts } = path;
  return facts as SoftwarePathFacts;
}

function evaluatePaths(
  submission: Submission,
  devices: readonly EvaluatedDevice[],
  measurements: readonly EvaluatedMeasurement[],
): EvaluatedPath[] {
  return submission.softwarePaths.flatMap((given) => {
    const device = devices.find(({ facts }) => facts.id === given.device);
    if (device === undefined) return [];
    const own = measurements.filter((measurement) => measurement.given.path === given.id);
    const fromBytes = mainMemoryBytes(device);
    return {
      given,
      facts: { ...softwarePathFacts(given), platform: submission.host.platform },
      device,
      peaks: peaksOf(own, fromBytes),
      mainMemoryBytes: fromBytes,
      fastestStreamBytesPerSecond: fastestStream(own, fromBytes),
    };
  });
}

/** Recompute everything that the sender could have derived; nothing derived is taken on trust. */
export function evaluateSubmission(submission: Submission): EvaluationResult {
  const measurements = evaluateMeasurements(submission.measurements);
  const faults = identityFaults(submission, measurements);
  if (faults.length > 0) return { isPossible: false, faults };
  const devices = evaluateDevices(submission);
  const paths = evaluatePaths(submission, devices, measurements);
  return { isPossible: true, evaluation: { submission, devices, measurements, paths } };
}

/** The evaluation in the columns of the derived tables. */
export function derivedRecord({ submission, devices, paths }: Evaluation): DerivedRecord {
  const { run, measurements } = submission;
  return {
    suite: run.suite,
    preset: run.preset,
    startedAt: new Date(run.startedAt),
    finishedAt: new Date(run.finishedAt),
    agentVersion: run.agentVersion,
    isPartial: run.isPartial,
    flags: run.flags,
    measurementCount: measurements.length,
    devices: devices.map(({ facts }) => facts),
    // A name that could be mistaken for another gets no row on any board.
    paths: paths
      .filter(({ device }) => device.isNameable)
      .map(({ device, facts, given, peaks }) => ({
        id: given.id,
        device: device.facts,
        softwarePath: facts,
        peaks: peaks.map(({ measurementIndex: _index, spreadRatio: _spread, ...peak }) => peak),
      })),
  };
}
