import type { EvaluatedPath, Evaluation } from '@ridgeline/evaluation/evaluate';
import { evidenceOf, isCounted } from '@ridgeline/evaluation/evidence';
import { evidenceRank } from '@ridgeline/vocabulary/evidence-levels';
import type { DerivedRecord, PeakRecord, SubmissionState } from '../db/submission-record.ts';

function peakRecords(
  path: EvaluatedPath,
  paths: readonly EvaluatedPath[],
  state: SubmissionState,
): PeakRecord[] {
  const evidence = isCounted(state) ? evidenceOf(path, paths, state) : [];
  return path.peaks.map(({ headline: _headline, measurement: _measurement, ...peak }, index) => {
    const { floor, level } = evidence[index] ?? {};
    return {
      ...peak,
      evidence: level === undefined ? null : evidenceRank(level),
      proofKernel: floor?.kernel ?? null,
      floor: floor?.unitsPerSecond ?? null,
      provedAt: floor === undefined ? null : new Date(floor.provedAt),
    };
  });
}

/**
 * What a run says and what was decided about it, in the columns of the derived tables.
 * @throws Error when the run contradicts itself: intake refuses such, so none is stored
 */
export function derivedRecord(
  { devices, faults, paths, run: sent }: Evaluation,
  state: SubmissionState,
): DerivedRecord {
  const { run, measurements } = sent;
  if (faults.length > 0) throw new Error(`The submission ${run.id} contradicts itself.`);
  // An unsigned run is listed, and names nothing on any board; nor does a name that could be mistaken.
  const named = state.tier === 'T0' ? [] : paths.filter(({ device }) => device.isNameable);
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
    paths: named.map((path) => ({
      id: path.given.id,
      device: path.device.facts,
      softwarePath: path.facts,
      curve: path.curve,
      peaks: peakRecords(path, paths, state),
    })),
  };
}
