import type { Leaderboard } from '@ridgeline/schema/responses';
import { toHex } from '../base64url.ts';
import { BoundedMap } from '../bounded-map.ts';
import { queryIdentity } from '../cursor.ts';
import { JsonBytes } from '../json-bytes.ts';
import type { Sealer } from '../signed-token.ts';
import { type Boards, workloadKey } from './boards.ts';
import { type LeaderboardQuery, readLeaderboard } from './read-leaderboard.ts';

/** A page as it is sent. */
export interface LeaderboardPage {
  readonly json: JsonBytes<Leaderboard>;
  readonly etag: string;
  readonly nextCursor: string | null;
}

/** Pages are up to a megabyte; forgetting one costs some milliseconds. */
const rememberedPages = 32;

/** Pages of the board, written once for each version of its rows. */
export class LeaderboardPages {
  readonly #boards: Boards;
  readonly #cursors: Sealer;
  readonly #pages = new BoundedMap<string, { version: number; page: LeaderboardPage }>(
    rememberedPages,
  );

  constructor(boards: Boards, cursors: Sealer) {
    this.#boards = boards;
    this.#cursors = cursors;
  }

  /** The page that a query asks for, of the rows that the store has now. */
  async read(query: LeaderboardQuery): Promise<LeaderboardPage> {
    const snapshot = await this.#boards.read();
    const named = { ...query, workload: workloadKey(query.workload) };
    const key = `${queryIdentity('', named)} ${query.limit} ${query.cursor}`;
    const known = this.#pages.get(key);
    if (known?.version === snapshot.version) return known.page;
    const body = await readLeaderboard(snapshot, this.#cursors, query);
    const json = new JsonBytes(body);
    const digest = await crypto.subtle.digest('SHA-256', json.bytes);
    const etag = `"${toHex(new Uint8Array(digest).subarray(0, 16))}"`;
    const page = { json, etag, nextCursor: body.nextCursor };
    this.#pages.set(key, { version: snapshot.version, page });
    return page;
  }
}
