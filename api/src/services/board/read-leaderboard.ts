import type { Workload } from '@ridgeline/roofline/workload';
import { type FilterValues, passesFilters } from '@ridgeline/schema/filters/apply-filters';
import { type BoardFilter, filters } from '@ridgeline/schema/filters/filters';
import type { Leaderboard, LeaderboardEntry } from '@ridgeline/schema/responses';
import { openCursor, queryIdentity, sealCursor } from '../cursor.ts';
import type { Sealer } from '../signed-token.ts';
import { workloadSummaryOf } from '../workload-summary.ts';
import { type BoardSnapshot, workloadKey } from './boards.ts';
import { comparePlaces, type EntryPlace, placeOf, rankEntries } from './rank-entries.ts';
import { findSort, type SortDefinition, type SortId } from './sorts.ts';

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

/**
 * Index of the first entry behind a place. Cursors name a place rather than an index, so that rows that come
 * or go between two pages make readers neither miss nor repeat others.
 */
function firstBehind(
  ranked: readonly LeaderboardEntry[],
  sort: SortDefinition,
  place: EntryPlace,
): number {
  const index = ranked.findIndex((entry) => comparePlaces(sort, placeOf(sort, entry), place) > 0);
  return index === -1 ? ranked.length : index;
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
  const after = await openCursor(cursors, identity, cursor);
  const matching = snapshot
    .candidates(workload)
    .filter(({ entry }) => passesFilters(filters, query, entry));
  const ranked = rankEntries(matching, sort);
  const start = after === undefined ? 0 : firstBehind(ranked, sort, JSON.parse(after));
  const shown = ranked.slice(start, start + limit);
  const last = start + limit < ranked.length ? shown.at(-1) : undefined;
  return {
    workload: workloadSummaryOf(workload),
    sort: sort.id,
    entryCount: ranked.length,
    entryCountByBasis: countByBasis(ranked),
    entries: shown,
    nextCursor:
      last === undefined
        ? null
        : await sealCursor(cursors, identity, JSON.stringify(placeOf(sort, last))),
  };
}
