import type { DeviceFacts, SoftwarePathFacts } from '@ridgeline/evaluation/device-facts';
import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';
import { submissionPaths, submissionSummaries } from '../tables/derived.ts';

/** A peak of a board row: the median over owners. */
export interface EntryPeakRow {
  readonly peak: string;
  readonly value: number;
  readonly best: number;
  readonly low: number;
  readonly high: number;
  readonly lowRank: number;
  readonly ownerCount: number;
  readonly runCount: number;
  readonly sampleCount: number;
  readonly kernel: string;
  readonly dtype: string;
}

/** A measured row of the boards. */
export interface EntryRow {
  readonly suite: string;
  readonly deviceSlug: string;
  readonly backend: string;
  readonly runtimeName: string;
  readonly evidence: number;
  /** A maintainers' own run, tier T4, is among those that count. */
  readonly hasLabRun: boolean;
  readonly ownerCount: number;
  /** 0: the row's last run was withdrawn. */
  readonly runCount: number;
  readonly newestSubmissionId: string | null;
  readonly measuredAt: string | null;
  readonly device: DeviceFacts | null;
  readonly softwarePath: SoftwarePathFacts | null;
  readonly peaks: readonly EntryPeakRow[];
}

export interface EntryChanges {
  readonly rows: readonly EntryRow[];
  /** Pass as `since` next time: transactions from here on may not have been visible. */
  readonly horizon: string;
}

/** Groups with a maintainers' own run: a handful, from an index of their own. */
function labGroups(db: Db) {
  const { backend, deviceSlug, runtimeName, submissionId, suite } = submissionPaths;
  const { id, status, tier } = submissionSummaries;
  return db
    .selectDistinct({ suite, deviceSlug, backend, runtimeName })
    .from(submissionSummaries)
    .innerJoin(submissionPaths, eq(submissionId, id))
    .where(and(eq(tier, sql`'T4'`), eq(status, 'verified')));
}

/** What tells the rows of the board apart. */
export function groupKey(
  group: Pick<EntryRow, 'suite' | 'deviceSlug' | 'backend' | 'runtimeName'>,
) {
  return [group.suite, group.deviceSlug, group.backend, group.runtimeName].join('\n');
}

/**
 * Rows written since a snapshot. Asking by the oldest transaction that was still open then, rather
 * than by a time or counter, cannot miss a row whose transaction committed late. Rows whose runs changed
 * are pooled first, by whoever reads (migration `pool-when-read`).
 */
export async function readEntryChanges(
  db: Db,
  suite: string,
  since: string,
): Promise<EntryChanges> {
  const [changes, groups] = await db.batch([
    db.execute(sql`select horizon, rows from read_entry_changes(${suite}, ${since}::bigint)`),
    // After the changes: a decision that is in them is in these groups.
    labGroups(db),
  ]);
  const [row] = changes.rows as { horizon: string; rows: Omit<EntryRow, 'hasLabRun'>[] }[];
  if (row === undefined) throw new Error('A function with OUT parameters gave no row.');
  const labKeys = new Set(groups.map(groupKey));
  return {
    horizon: row.horizon,
    rows: row.rows.map((each) => ({ ...each, hasLabRun: labKeys.has(groupKey(each)) })),
  };
}
