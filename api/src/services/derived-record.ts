import type { Evaluation } from '@ridgeline/evaluation/evaluate';
import type { DerivedRecord } from '../db/submission-record.ts';

/**
 * What a run says, in the columns of the derived tables.
 * @throws Error when the run contradicts itself: intake refuses such, so none is stored
 */
export function derivedRecord({ devices, faults, paths, run: sent }: Evaluation): DerivedRecord {
  const { run, measurements } = sent;
  if (faults.length > 0) throw new Error(`The submission ${run.id} contradicts itself.`);
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
        peaks: peaks.map(({ headline: _headline, measurement: _measurement, ...peak }) => peak),
      })),
  };
}
