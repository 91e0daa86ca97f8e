import { findDevice } from '@ridgeline/catalog/find-device';
import type { DeviceFacts } from '@ridgeline/evaluation/device-facts';
import { machineOf } from '@ridgeline/evaluation/machine-of';
import { predict } from '@ridgeline/roofline/predict';
import type { Workload } from '@ridgeline/roofline/workload';
import type { DeviceSummary, LeaderboardEntry } from '@ridgeline/schema/responses';
import type { EntryRow } from '../../db/queries/read-entries.ts';
import { measuredPeaks } from './entry-figures.ts';
import { publishedThroughputs } from './published-figures.ts';
import type { Candidate } from './rank-entries.ts';

/** Owners that a rank needs. */
export const minimumOwners = 5;

/** Verified owners whose agreement makes a row tier T3, and how far apart they may be. */
const agreement = { owners: 3, spreadRatio: 0.1 } as const;

/**
 * T4 when maintainers measured it themselves, T3 when independent owners' proved figures all lie within
 * 5 % of their median.
 */
function tierOf({ evidence, hasLabRun, ownerCount, peaks }: EntryRow): LeaderboardEntry['tier'] {
  if (evidence < 2) return evidence === 1 ? 'T1' : 'T0';
  if (hasLabRun) return 'T4';
  const doAgree = peaks.every(
    ({ high, low, value }) => (high - low) / value <= agreement.spreadRatio,
  );
  return ownerCount >= agreement.owners && doAgree ? 'T3' : 'T2';
}

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
  const machine = machineOf(device, peaks, 'measured');
  const prediction =
    machine === undefined ? null : { kind: 'predicted' as const, ...predict(machine, workload) };
  const isPreliminary = row.evidence < 2 || row.ownerCount < minimumOwners;
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
    tier: tierOf(row),
    ownerCount: row.ownerCount,
    runCount: row.runCount,
    isPreliminary,
    measuredAt: row.measuredAt,
    submissionId: row.newestSubmissionId,
  };
  return { entry, isRankable: !isPreliminary && device.isListed && !device.isSoftwareAdapter };
}
