import type { Workload } from '@ridgeline/roofline/workload';
import type { Leaderboard, LeaderboardEntry } from '@ridgeline/schema/responses';
import { openCursor, queryIdentity, sealCursor } from '../cursor.ts';
import type { Sealer } from '../signed-token.ts';
import { workloadSummaryOf } from '../workload-summary.ts';
import { type BoardSnapshot, workloadKey } from './boards.ts';
import { rankEntries } from './rank-entries.ts';
import { findSort, type SortId } from './sorts.ts';

/** What a page of the board is asked for. */
export interface LeaderboardQuery {
  readonly workload: Workload;
  readonly kind?: 'cpu' | 'gpu' | undefined;
  readonly vendor?: string | undefined;
  readonly basis?: LeaderboardEntry['basis'] | undefined;
  readonly backend?: string | undefined;
  readonly driver?: string | undefined;
  /** Operating system of the newest run. */
  readonly os?: string | undefined;
  readonly tier?: string | undefined;
  /** Bytes at least. */
  readonly memory?: number | undefined;
  /** US dollars at most. */
  readonly price?: number | undefined;
  readonly search?: string | undefined;
  readonly sort?: SortId | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

function matches(query: LeaderboardQuery, entry: LeaderboardEntry): boolean {
  const { device } = entry;
  const search = query.search?.toLowerCase();
  return (
    (query.kind === undefined || device.kind === query.kind) &&
    (query.basis === undefined || entry.basis === query.basis) &&
    (query.vendor === undefined || device.vendor.toLowerCase() === query.vendor.toLowerCase()) &&
    (query.backend === undefined || entry.softwarePath?.backend === query.backend) &&
    (query.driver === undefined || entry.softwarePath?.driver === query.driver) &&
    (query.os === undefined || entry.softwarePath?.platform === query.os) &&
    (query.tier === undefined || entry.tier === query.tier) &&
    (query.memory === undefined || (device.memoryBytes ?? 0) >= query.memory) &&
    (query.price === undefined ||
      entry.prices.some(
        ({ amountUsd, per }) => per === 'device' && amountUsd <= Number(query.price),
      )) &&
    (search === undefined ||
      `${device.vendor} ${device.name} ${device.slug}`.toLowerCase().includes(search))
  );
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
  const matching = snapshot.candidates(workload).filter(({ entry }) => matches(query, entry));
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
