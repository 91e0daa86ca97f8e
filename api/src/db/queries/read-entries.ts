import { sql } from 'drizzle-orm';
import type { DeviceFacts, SoftwarePathFacts } from '../facts.ts';
import type { Db } from '../open-db.ts';

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

/**
 * Rows written since a snapshot. Asking by the oldest transaction that was still open then, rather
 * than by a time or counter, cannot miss a row whose transaction committed late.
 */
export async function readEntryChanges(
  db: Db,
  suite: string,
  since: string,
): Promise<EntryChanges> {
  const result = await db.execute(sql`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, coalesce((
      select json_agg(json_build_object(
        'suite', suite, 'deviceSlug', device_slug, 'backend', backend, 'runtimeName', runtime_name,
        'evidence', evidence, 'ownerCount', owner_count, 'runCount', run_count,
        'newestSubmissionId', newest_submission_id,
        'measuredAt', to_char(measured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'device', device, 'softwarePath', software_path,
        'peaks', (
          select coalesce(json_agg(json_build_object('peak', peak, 'value', value, 'best', best,
            'low', low, 'high', high, 'lowRank', low_rank, 'ownerCount', owner_count,
            'runCount', run_count, 'sampleCount', sample_count, 'kernel', kernel, 'dtype', dtype)
            order by peak), '[]'::json)
          from entry_peaks p
          where p.suite = e.suite and p.device_slug = e.device_slug and p.backend = e.backend
            and p.runtime_name = e.runtime_name)))
      from device_entries e
      where e.suite = ${suite} and e.revision >= ${since}::bigint), '[]'::json) as rows`);
  const [row] = result.rows as { horizon: string; rows: EntryRow[] }[];
  if (row === undefined) throw new Error('A select without FROM gave no row.');
  return row;
}
