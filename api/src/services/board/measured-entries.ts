import { findDevice } from '@ridgeline/catalog/find-device';
import type { DeviceFacts } from '@ridgeline/evaluation/device-facts';
import { type Foundation, foundationOf } from '@ridgeline/evaluation/foundation';
import { machineOf } from '@ridgeline/evaluation/machine-of';
import { predict } from '@ridgeline/roofline/predict';
import type { Workload } from '@ridgeline/roofline/workload';
import type { DeviceSummary, Figure, LeaderboardEntry } from '@ridgeline/schema/responses';
import type { EntryRow } from '../../db/queries/read-entries.ts';
import { measuredPeaks } from './entry-figures.ts';
import { publishedThroughputs } from './published-figures.ts';
import type { Candidate } from './rank-entries.ts';

/** Verified owners whose agreement makes a row tier T3, and how far apart they may be. */
const agreement = { owners: 3, spreadRatio: 0.1 } as const;

function doAgree({ independentOwnerCount = 0, interval, value }: Figure): boolean {
  if (interval === undefined || independentOwnerCount < agreement.owners) return false;
  return (interval.high - interval.low) / value <= agreement.spreadRatio;
}

/**
 * The lowest of the figures that the row's numbers rest on: T1 where one is only claimed, T4 when
 * maintainers measured it themselves, T3 when independent owners' proved figures all lie within 5 % of
 * their median.
 */
function tierOf(
  { backing, figures }: Foundation<Figure>,
  hasLabRun: boolean,
): LeaderboardEntry['tier'] {
  if (backing === 'claimed') return 'T1';
  if (hasLabRun) return 'T4';
  return figures.every(doAgree) ? 'T3' : 'T2';
}

const fewest = (counts: readonly (number | undefined)[]): number =>
  counts.length === 0 ? 0 : Math.min(...counts.map((count) => count ?? 0));

/** A submitted device as it is sent: facts that only a run's own page shows are left out. */
export function measuredSummary(facts: DeviceFacts): DeviceSummary {
  const { isListed, isSoftwareAdapter, kind, launchYear, memoryBytes, name, slug, vendor } = facts;
  return {
    slug,
    name,
    vendor,
    kind,
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(launchYear === undefined ? {} : { launchYear }),
    isListed,
    isSoftwareAdapter,
  };
}

/** A measured row for a workload; undefined once its last run was withdrawn. */
export function measuredCandidate(row: EntryRow, workload: Workload): Candidate | undefined {
  if (row.device === null || row.runCount === 0) return undefined;
  const device = measuredSummary(row.device);
  const peaks = measuredPeaks(row.peaks);
  const foundation = foundationOf(peaks);
  const machine = machineOf(device, foundation.peaks, 'measured');
  const prediction =
    machine === undefined ? null : { kind: 'predicted' as const, ...predict(machine, workload) };
  const { backing, figures, level } = foundation;
  const isPreliminary = backing !== 'firm';
  const entry: LeaderboardEntry = {
    rank: null,
    isHeadline: false,
    basis: 'measured',
    device,
    softwarePath: row.softwarePath,
    suite: row.suite,
    peaks,
    prediction,
    limit: prediction?.limit ?? null,
    publishedResults: publishedThroughputs(row.deviceSlug, workload),
    prices: [...(findDevice(row.deviceSlug)?.prices ?? [])],
    tier: tierOf(foundation, row.hasLabRun),
    evidence: level,
    ownerCount: fewest(figures.map(({ ownerCount }) => ownerCount)),
    runCount: fewest(figures.map(({ runCount }) => runCount)),
    isPreliminary,
    measuredAt: row.measuredAt,
    submissionId: row.newestSubmissionId,
  };
  return { entry, isRankable: device.isListed && !device.isSoftwareAdapter };
}
