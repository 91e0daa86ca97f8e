import type { FieldFault } from '@ridgeline/schema/problem';
import type { Submission, SubmittedSoftwarePath } from '@ridgeline/schema/submission';
import type { SoftwarePathFacts } from './device-facts.ts';
import { type EvaluatedMeasurement, evaluateMeasurements } from './evaluated-measurement.ts';
import { identityFaults } from './identities.ts';
import { fastestStream, type Peak, peaksOf } from './peaks.ts';
import { type RunCurve, runCurve } from './run-curve.ts';
import { type EvaluatedDevice, evaluateDevices } from './submitted-device.ts';

/** A software path with its device and the peaks that its measurements reach. */
export interface EvaluatedPath {
  readonly given: SubmittedSoftwarePath;
  readonly facts: SoftwarePathFacts;
  readonly device: EvaluatedDevice;
  readonly peaks: readonly Peak[];
  readonly curve: RunCurve;
  /** Fastest streaming sample beyond the caches, in bytes/s. */
  readonly fastestStreamBytesPerSecond: number | undefined;
}

/** What a run says; a pure function of it and of the catalogue. */
export interface Evaluation {
  readonly run: Submission;
  readonly devices: readonly EvaluatedDevice[];
  /** Those with the outcome `ok`. */
  readonly measurements: readonly EvaluatedMeasurement[];
  readonly paths: readonly EvaluatedPath[];
  /** Contradictions that no machine can explain: a run with any is not stored. */
  readonly faults: readonly FieldFault[];
}

function softwarePathFacts(path: SubmittedSoftwarePath): SoftwarePathFacts {
  // How many threads were tried and kept differs from run to run of one path.
  const { device: _device, id: _id, threads: _threads, triedThreads: _tried, ...facts } = path;
  return facts as SoftwarePathFacts;
}

/**
 * Reads a run that follows the schema. Everything is computed from its samples again; what the sender
 * derived is only ever compared with it.
 */
export function evaluate(run: Submission): Evaluation {
  const devices = evaluateDevices(run);
  const deviceOf = new Map(
    run.softwarePaths.map(({ device, id }) => [
      id,
      devices.find(({ facts }) => facts.id === device),
    ]),
  );
  const measurements = evaluateMeasurements(
    run.measurements,
    (path) => deviceOf.get(path)?.memorySystem,
  );
  const paths = run.softwarePaths.flatMap((given): EvaluatedPath[] => {
    const device = deviceOf.get(given.id);
    if (device === undefined) return [];
    const own = measurements.filter((measurement) => measurement.given.path === given.id);
    return [
      {
        given,
        facts: { ...softwarePathFacts(given), platform: run.host.platform },
        device,
        peaks: peaksOf(own),
        curve: runCurve(own),
        fastestStreamBytesPerSecond: fastestStream(own),
      },
    ];
  });
  return { run, devices, measurements, paths, faults: identityFaults(run, measurements) };
}
