import type { Db } from '../open-db.ts';
import type { DerivedRecord, PathRecord, SubmissionState } from '../submission-record.ts';
import { peakMeasurements, submissionPaths, submissionSummaries } from '../tables.ts';

/** Identity of a submission that derived rows repeat. */
export interface DerivedIdentity {
  readonly id: string;
  readonly owner: string | undefined;
  readonly receivedAt: Date;
}

/** All unsigned runs count as one owner: nobody gains weight by sending more of them. */
const anonymousOwner = 'anonymous';

const evidenceByTier: Readonly<Record<string, number>> = { T0: 0, T1: 1, T2: 2, T3: 2, T4: 2 };

/** Weight class of a run on the board, or null when its status keeps it off. */
export function evidenceOf(state: SubmissionState): number | null {
  const isShown = ['pending', 'accepted', 'verified'].includes(state.status);
  return isShown ? (evidenceByTier[state.tier] ?? null) : null;
}

function groupKey({ device, softwarePath }: PathRecord): string {
  return [device.slug, softwarePath.backend, softwarePath.runtimeName].join('\n');
}

/** Two devices of one model in a host are one group: the better peak of each id counts. */
function pooledPaths(paths: readonly PathRecord[]): PathRecord[] {
  const groups = new Map<string, PathRecord>();
  for (const path of paths) {
    const key = groupKey(path);
    const known = groups.get(key);
    const peaks = new Map((known?.peaks ?? []).map((peak) => [peak.peak, peak]));
    for (const peak of path.peaks) {
      const other = peaks.get(peak.peak);
      if (other === undefined || peak.best > other.best) peaks.set(peak.peak, peak);
    }
    groups.set(key, { ...(known ?? path), peaks: [...peaks.values()] });
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
  const pooled = pooledPaths(paths);
  const group = ({ device, softwarePath }: PathRecord) => ({
    submissionId: identity.id,
    suite: derived.suite,
    deviceSlug: device.slug,
    backend: softwarePath.backend,
    runtimeName: softwarePath.runtimeName,
  });
  const [owner, evidence] = [identity.owner ?? anonymousOwner, evidenceOf(state)];
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
    peaks: pooled.flatMap((path) =>
      path.peaks.map((peak) => ({ ...group(path), owner, evidence, ...peak })),
    ),
  };
}

/** Inserts of everything derived from one submission, for a batch; the boards' rows come after. */
export function insertDerivedRows(
  db: Db,
  identity: DerivedIdentity,
  derived: DerivedRecord,
  state: SubmissionState,
) {
  const { paths, peaks, summary } = derivedRows(identity, derived, state);
  return [
    db.insert(submissionSummaries).values(summary),
    ...(paths.length === 0 ? [] : [db.insert(submissionPaths).values(paths)]),
    ...(peaks.length === 0 ? [] : [db.insert(peakMeasurements).values(peaks)]),
  ] as const;
}
