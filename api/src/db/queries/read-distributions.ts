import { sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';

/** How the runs of one device spread on one software path. */
export interface DistributionRow {
  readonly suite: string;
  readonly backend: string;
  readonly runtimeName: string;
  readonly peak: string;
  readonly runCount: number;
  /** Values at {@link distributionRatios}. */
  readonly values: readonly number[];
}

/** Quantiles that describe a distribution. */
export const distributionRatios = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1] as const;

/** Quantiles over the runs behind each figure: what was proved hides what was claimed. */
export async function readDistributions(
  db: Db,
  suite: string,
  deviceSlug: string,
): Promise<readonly DistributionRow[]> {
  const ratios = sql.param(JSON.stringify(distributionRatios));
  const result = await db.execute(sql`
    select coalesce(json_agg(json_build_object('suite', suite, 'backend', backend,
      'runtimeName', runtime_name, 'peak', peak, 'runCount', runs, 'values', quantiles)
      order by backend, runtime_name, peak), '[]'::json) as rows
    from (
      select suite, backend, runtime_name, peak, count(*) as runs, percentile_cont(
        (select array_agg(ratio::float8 order by position) from
          json_array_elements_text(${ratios}::json) with ordinality as r (ratio, position))
      ) within group (order by value) as quantiles
      from (
        select group_id, peak, value, evidence,
          max(evidence) over (partition by group_id, peak) as best_evidence
        from peak_measurements where group_id in (
          select id from board_groups where suite = ${suite} and device_slug = ${deviceSlug})
      ) as weighed join board_groups g on g.id = group_id
      where evidence = best_evidence
      group by suite, backend, runtime_name, peak
    ) as grouped`);
  const [row] = result.rows as { rows: DistributionRow[] }[];
  return row?.rows ?? [];
}
