import { statuses } from '@ridgeline/vocabulary/statuses';
import { findWord } from '@ridgeline/vocabulary/word';
import { sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';
import type {
  DerivedRecord,
  PathRecord,
  PeakRecord,
  SubmissionState,
} from '../submission-record.ts';
import { tableJson } from '../table-json.ts';
import { peakMeasurements, submissionPaths, submissionSummaries } from '../tables/derived.ts';

/** Identity of a submission that derived rows repeat. */
export interface DerivedIdentity {
  readonly id: string;
  readonly owner: string | undefined;
  readonly receivedAt: Date;
}

/** All unsigned runs count as one owner: nobody gains weight by sending more of them. */
const anonymousOwner = 'anonymous';

/** Weight class of a path of a run on the board, or null when its status keeps it off. */
function evidenceOf(state: SubmissionState, pathId: string): number | null {
  if (findWord(statuses, state.status)?.isCounted !== true) return null;
  // Of their own runs maintainers know what ran where.
  if (state.tier === 'T4' || state.verifiedPaths.includes(pathId)) return 2;
  return state.tier === 'T0' ? 0 : 1;
}

function groupKey({ device, softwarePath }: Pick<PathRecord, 'device' | 'softwarePath'>): string {
  return [device.slug, softwarePath.backend, softwarePath.runtimeName].join('\n');
}

interface WeighedPath extends Pick<PathRecord, 'device' | 'softwarePath'> {
  readonly peaks: readonly (PeakRecord & { readonly evidence: number | null })[];
}

/** Two devices of one model in a host are one group: the better proved, then better, peak counts. */
function pooledPaths(paths: readonly PathRecord[], state: SubmissionState): WeighedPath[] {
  const groups = new Map<string, WeighedPath>();
  for (const { device, id, softwarePath, peaks: own } of paths) {
    const key = groupKey({ device, softwarePath });
    const known = groups.get(key) ?? { device, softwarePath, peaks: [] };
    const peaks = new Map(known.peaks.map((peak) => [peak.peak, peak]));
    const evidence = evidenceOf(state, id);
    for (const peak of own) {
      const other = peaks.get(peak.peak);
      const difference = (evidence ?? -1) - (other?.evidence ?? -1);
      if (other === undefined || difference > 0 || (difference === 0 && peak.best > other.best)) {
        peaks.set(peak.peak, { ...peak, evidence });
      }
    }
    groups.set(key, { ...known, peaks: [...peaks.values()] });
  }
  return [...groups.values()];
}

/** The rows of one submission in each derived table; the same when it arrives and when rebuilt. */
export function derivedRows(
  identity: DerivedIdentity,
  derived: DerivedRecord,
  state: SubmissionState,
) {
  const { paths, ...summary } = derived;
  const pooled = pooledPaths(paths, state);
  const group = ({ device, softwarePath }: WeighedPath) => ({
    submissionId: identity.id,
    suite: derived.suite,
    deviceSlug: device.slug,
    backend: softwarePath.backend,
    runtimeName: softwarePath.runtimeName,
  });
  const owner = identity.owner ?? anonymousOwner;
  return {
    summary: {
      ...summary,
      id: identity.id,
      owner: identity.owner ?? null,
      receivedAt: identity.receivedAt,
      status: state.status,
      tier: state.tier,
      reasons: [...state.reasons],
      flags: [...derived.flags],
    },
    paths: pooled.map((path) => ({
      ...group(path),
      device: path.device,
      softwarePath: path.softwarePath,
    })),
    peaks: pooled.flatMap((path) => path.peaks.map((peak) => ({ ...group(path), owner, ...peak }))),
  };
}

/** Insert everything derived from one submission; the boards' rows come after. */
export function insertDerivedRows(
  db: Db,
  identity: DerivedIdentity,
  derived: DerivedRecord,
  state: SubmissionState,
) {
  const { paths, peaks, summary } = derivedRows(identity, derived, state);
  return db.execute(sql`select store_derived(
    ${tableJson(submissionSummaries, [summary])}::jsonb,
    ${tableJson(submissionPaths, paths)}::jsonb,
    ${tableJson(peakMeasurements, peaks)}::jsonb)`);
}
