import type { Store } from '../db/store.ts';
import type { BoardReader } from './board/boards.ts';
import type { Distributions } from './board/distributions.ts';
import type { LeaderboardPages } from './board/leaderboard-pages.ts';
import type { ExportBucket } from './exports/export-bucket.ts';
import type { KnownOwners } from './intake/known-owners.ts';
import type { LogSigner } from './public-log/checkpoint.ts';
import type { Quotas } from './quotas/quotas.ts';
import type { RateLimiter } from './rate-limiter.ts';
import type { Sealer } from './signed-token.ts';
import type { OwnerTurns } from './verification/owner-turns.ts';

/** Everything that routes may call; made once per isolate, so it may remember what does not change. */
export interface Services {
  readonly store: Store;
  readonly boards: BoardReader;
  readonly distributions: Distributions;
  readonly leaderboards: LeaderboardPages;
  /** Undefined where no bucket is bound: then there is no dump. */
  readonly exports: ExportBucket | undefined;
  /** Seals cursors: one that was edited is refused. */
  readonly cursors: Sealer;
  /** Seals challenges: the server keeps nothing of one until it is redeemed. */
  readonly challenges: Sealer;
  /** Whose proofs this isolate is judging. */
  readonly turns: OwnerTurns;
  /** SHA-256 of the maintainer’s token; undefined: maintainer routes are closed. */
  readonly maintainerTokenSha256: string | undefined;
  /** Signs the public log. */
  readonly logSigner: LogSigner;
  readonly rates: RateLimiter;
  readonly quotas: Quotas;
  readonly knownOwners: KnownOwners;
  /** Header that holds a client’s address, where a proxy that can be trusted sets it. */
  readonly clientAddressHeader: string | undefined;
  now(): Date;
  /** Absolute where the public origin is known, else a path. */
  link(path: string): string;
  submissionUrl(id: string): string;
}
