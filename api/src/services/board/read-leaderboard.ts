import type { Workload } from '@ridgeline/roofline/workload';
import { type FilterValues, passesFilters } from '@ridgeline/schema/filters/apply-filters';
import { type BoardFilter, filters } from '@ridgeline/schema/filters/filters';
import type { Leaderboard, LeaderboardEntry } from '@ridgeline/schema/responses';
import { openCursor, queryIdentity, sealCursor } from '../cursor.ts';
import type { Sealer } from '../signed-token.ts';
import { workloadSummaryOf } from '../workload-summary.ts';
import { type BoardSnapshot, workloadKey } from './boards.ts';
import { rankEntries } from './rank-entries.ts';
import { findSort, type SortId } from './sorts.ts';

/** What a page of the board is asked for. */
export interface LeaderboardQuery extends FilterValues<BoardFilter> {
  readonly workload: Workload;
  readonly sort?: SortId | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The speed of what the job mostly does. */
export function defaultSort({ generatedTokens, job }: Workload): SortId {
  if (job.phase !== 'inference') return 'training';
  return generatedTokens === 0 ? 'prefill' : 'decode';
}

function countByBasis(entries: readonly LeaderboardEntry[]): Leaderboard['entryCountByBasis'] {
  const counts = { measured: 0, published: 0, spec: 0 };
  for (const { basis } of entries) counts[basis] += 1;
  return counts;
}

/** One page: filtered, ordered and ranked among what matches. */
export async function readLeaderboard(
  snapshot: BoardSnapshot,
  cursors: Sealer,
  query: LeaderboardQuery,
): Promise<Leaderboard> {
  const { cursor, limit, workload } = query;
  const sort = findSort(query.sort ?? defaultSort(workload));
  const identity = queryIdentity('leaderboard', { ...query, workload: workloadKey(workload) });
  const start = Number((await openCursor(cursors, identity, cursor)) ?? 0);
  const matching = snapshot
    .candidates(workload)
    .filter(({ entry }) => passesFilters(filters, query, entry));
  const ranked = rankEntries(matching, sort);
  const end = start + limit;
  return {
    workload: workloadSummaryOf(workload),
    sort: sort.id,
    entryCount: ranked.length,
    entryCountByBasis: countByBasis(ranked),
    entries: ranked.slice(start, end),
    nextCursor: end < ranked.length ? await sealCursor(cursors, identity, String(end)) : null,
  };
}
