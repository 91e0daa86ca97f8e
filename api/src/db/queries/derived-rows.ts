import { type SQL, sql } from 'drizzle-orm';
import { type GroupNames, groupKey } from '../group-names.ts';
import type { Db } from '../open-db.ts';
import type {
  DerivedRecord,
  PathRecord,
  PeakRecord,
  SubmissionState,
} from '../submission-record.ts';
import { tableJson } from '../table-json.ts';
import {
  boardGroups,
  peakMeasurements,
  submissionPaths,
  submissionSummaries,
} from '../tables/derived.ts';

/** Identity of a submission that derived rows repeat. */
export interface DerivedIdentity {
  readonly id: string;
  readonly owner: string | undefined;
  readonly receivedAt: Date;
}

type NamedPath = Pick<PathRecord, 'curve' | 'device' | 'softwarePath'>;

function groupNames(
  suite: string,
  { device, softwarePath }: Pick<PathRecord, 'device' | 'softwarePath'>,
): GroupNames {
  const { backend, runtimeName } = softwarePath;
  return { suite, deviceSlug: device.slug, backend, runtimeName };
}

interface WeighedPath extends NamedPath {
  readonly group: GroupNames;
  readonly peaks: readonly PeakRecord[];
}

/** Two devices of one model in a host are one group: the better proved, then better, peak counts. */
function pooledPaths({ paths, suite }: DerivedRecord): WeighedPath[] {
  const groups = new Map<string, WeighedPath>();
  for (const { curve, device, softwarePath, peaks: own } of paths) {
    const group = groupNames(suite, { device, softwarePath });
    const key = groupKey(group);
    const known = groups.get(key) ?? { group, curve, device, softwarePath, peaks: [] };
    const peaks = new Map(known.peaks.map((peak) => [peak.peak, peak]));
    for (const peak of own) {
      const other = peaks.get(peak.peak);
      const difference = (peak.evidence ?? -1) - (other?.evidence ?? -1);
      if (other === undefined || difference > 0 || (difference === 0 && peak.best > other.best)) {
        peaks.set(peak.peak, peak);
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
  const { paths: _paths, ...summary } = derived;
  const pooled = pooledPaths(derived);
  const { receivedAt } = identity;
  const submissionId = identity.id;
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
    paths: pooled.map(({ curve, device, group, softwarePath }) => ({
      ...group,
      ...{ submissionId, device, softwarePath, receivedAt },
      ...{ curveShape: curve.shape, curve: [...curve.points] },
    })),
    peaks: pooled.flatMap(({ group, peaks }) =>
      // Unsigned runs have no paths: each row of a board has an owner.
      peaks.map((peak) => ({
        ...group,
        ...{ submissionId, owner: identity.owner ?? '', receivedAt, ...peak },
      })),
    ),
  };
}

/** The rows as the last arguments of `store_derived` and `store_submission`; groups by their names. */
export function derivedJson({ paths, peaks, summary }: ReturnType<typeof derivedRows>): SQL {
  return sql`${tableJson([summary], submissionSummaries)}::jsonb,
    ${tableJson(paths, submissionPaths, boardGroups)}::jsonb,
    ${tableJson(peaks, peakMeasurements, boardGroups)}::jsonb`;
}

/** Insert everything derived from one submission; the boards' rows come after. */
export function insertDerivedRows(
  db: Db,
  identity: DerivedIdentity,
  derived: DerivedRecord,
  state: SubmissionState,
) {
  return db.execute(
    sql`select store_derived(${derivedJson(derivedRows(identity, derived, state))})`,
  );
}
