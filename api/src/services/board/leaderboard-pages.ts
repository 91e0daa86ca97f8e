import type { Leaderboard } from '@ridgeline/schema/responses';
import { toHex } from '../base64url.ts';
import { BoundedMap } from '../bounded-map.ts';
import { queryIdentity } from '../cursor.ts';
import { JsonBytes } from '../json-bytes.ts';
import type { Sealer } from '../signed-token.ts';
import { type BoardReader, workloadKey } from './boards.ts';
import { type LeaderboardQuery, readLeaderboard } from './read-leaderboard.ts';

/** A page as it is sent. */
export interface LeaderboardPage {
  /** See {@link BoardSnapshot}. */
  readonly staleSeconds: number | undefined;
  readonly json: JsonBytes<Leaderboard>;
  readonly etag: string;
  readonly nextCursor: string | null;
}

type WrittenPage = Omit<LeaderboardPage, 'staleSeconds'>;

/** Pages are up to a megabyte; forgetting one costs some milliseconds. */
const rememberedPages = 32;

/** Pages of the board, written once for each version of its rows. */
export class LeaderboardPages {
  readonly #cursors: Sealer;
  readonly #pages = new BoundedMap<string, { version: number; page: WrittenPage }>(rememberedPages);

  constructor(cursors: Sealer) {
    this.#cursors = cursors;
  }

  /** The page that a query asks for, of the rows that the store has now. */
  async read(boards: BoardReader, query: LeaderboardQuery): Promise<LeaderboardPage> {
    const snapshot = await boards.read();
    const named = { ...query, workload: workloadKey(query.workload) };
    const key = `${queryIdentity('', named)} ${query.limit} ${query.cursor}`;
    const known = this.#pages.get(key);
    const { staleSeconds, version } = snapshot;
    if (known?.version === version) return { ...known.page, staleSeconds };
    const body = await readLeaderboard(snapshot, this.#cursors, query);
    const json = new JsonBytes(body);
    const digest = await crypto.subtle.digest('SHA-256', json.bytes);
    // Weak: what compresses the answer on its way keeps it.
    const etag = `W/"${toHex(new Uint8Array(digest).subarray(0, 16))}"`;
    const page = { json, etag, nextCursor: body.nextCursor };
    this.#pages.set(key, { version, page });
    return { ...page, staleSeconds };
  }
}
