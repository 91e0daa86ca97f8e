import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';

/** `suite, device_slug, backend, runtime_name`: what one row of a board pools. */
export const groupColumns = sql`suite, device_slug, backend, runtime_name`;

/** The groups that one submission touches. */
export function groupsOf(submissionId: string): SQL {
  return sql`select distinct ${groupColumns} from submission_paths
    where submission_id = ${submissionId}::uuid`;
}

/** Every group there is. */
export const allGroups: SQL = sql`select distinct ${groupColumns} from submission_paths`;

/** Runs of the best evidence that a group has: verified ones hide signed ones, those hide unsigned. */
function chosenRuns(groups: SQL): SQL {
  return sql`touched as (${groups}),
    levels as (
      select ${groupColumns}, max(evidence) as evidence
      from peak_measurements join touched using (${groupColumns})
      where evidence is not null group by ${groupColumns}
    ),
    chosen as (
      select peak_measurements.* from peak_measurements
      join levels using (${groupColumns}, evidence)
    )`;
}

/** Median over owners of each owner's median run; 0.98 √n is half the width of 95 % of a binomial. */
function insertPeaks(groups: SQL): SQL {
  return sql`with ${chosenRuns(groups)},
    owners as (
      select ${groupColumns}, peak, owner,
        percentile_cont(0.5) within group (order by value) as value,
        percentile_cont(0.5) within group (order by best) as best,
        count(*) as runs, sum(sample_count) as samples,
        max(kernel) as kernel, max(dtype) as dtype
      from chosen group by ${groupColumns}, peak, owner
    ),
    pooled as (
      select ${groupColumns}, peak,
        percentile_cont(0.5) within group (order by value) as value,
        percentile_cont(0.5) within group (order by best) as best,
        array_agg(value order by value) as medians,
        greatest(1, 1 + floor(count(*) / 2.0 - 0.98 * sqrt(count(*))))::int as low_rank,
        count(*)::int as owner_count, sum(runs)::int as run_count,
        least(sum(samples), 2147483647)::int as sample_count,
        max(kernel) as kernel, max(dtype) as dtype
      from owners group by ${groupColumns}, peak
    )
    insert into entry_peaks (${groupColumns}, peak, value, best, low, high, low_rank,
      owner_count, run_count, sample_count, kernel, dtype)
    select ${groupColumns}, peak, value, best, medians[low_rank],
      medians[owner_count + 1 - low_rank], low_rank, owner_count, run_count, sample_count,
      kernel, dtype
    from pooled`;
}

/** A group without runs keeps its row with zero counts, so that readers learn that it emptied. */
function upsertEntries(groups: SQL): SQL {
  return sql`with ${chosenRuns(groups)},
    counted as (
      select ${groupColumns}, max(evidence) as evidence, count(distinct owner)::int as owner_count,
        count(distinct submission_id)::int as run_count,
        (array_agg(submission_id order by submission_id desc))[1] as newest
      from chosen group by ${groupColumns}
    )
    insert into device_entries (${groupColumns}, evidence, owner_count, run_count,
      newest_submission_id, measured_at, device, software_path, revision)
    select t.suite, t.device_slug, t.backend, t.runtime_name, coalesce(c.evidence, 0),
      coalesce(c.owner_count, 0), coalesce(c.run_count, 0), c.newest, s.finished_at, p.device,
      p.software_path, pg_current_xact_id()::text::bigint
    from touched t
    left join counted c using (${groupColumns})
    left join submission_summaries s on s.id = c.newest
    left join submission_paths p on p.submission_id = c.newest and p.device_slug = t.device_slug
      and p.backend = t.backend and p.runtime_name = t.runtime_name
    on conflict (${groupColumns}) do update set evidence = excluded.evidence,
      owner_count = excluded.owner_count, run_count = excluded.run_count,
      newest_submission_id = excluded.newest_submission_id, measured_at = excluded.measured_at,
      device = excluded.device, software_path = excluded.software_path,
      revision = excluded.revision`;
}

/**
 * Statements that recompute the rows of `groups` exactly, for the batch that changed their runs.
 * The lock makes concurrent submissions of one group take turns, so that none is lost from a median.
 */
export function lockGroups(db: Db, keys: readonly string[]) {
  const sorted = [...new Set(keys)].sort();
  return db.execute(sql`select pg_advisory_xact_lock(hashtextextended(key, 0))
    from unnest(${sql.param(sorted)}::text[]) with ordinality as locks (key, position)
    order by position`);
}

/** The statements, for any driver. */
export function refreshStatements(groups: SQL): readonly [SQL, SQL, SQL] {
  return [
    sql`delete from entry_peaks where (${groupColumns}) in (${groups})`,
    insertPeaks(groups),
    upsertEntries(groups),
  ];
}

/** The statements as items of a batch. */
export function refreshEntries(db: Db, groups: SQL) {
  const [clear, peaks, entries] = refreshStatements(groups);
  return [db.execute(clear), db.execute(peaks), db.execute(entries)] as const;
}
