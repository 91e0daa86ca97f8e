import { openDb } from '../db/open-db.ts';
import { createStore } from '../db/store.ts';
import type { Env } from '../env.ts';
import { Boards } from './board/boards.ts';
import { Distributions } from './board/distributions.ts';
import { LeaderboardPages } from './board/leaderboard-pages.ts';
import { KnownOwners } from './intake/known-owners.ts';
import { createLogSigner } from './public-log/checkpoint.ts';
import { IsolateCounter } from './quotas/isolate-counter.ts';
import { type QuotaLimits, Quotas } from './quotas/quotas.ts';
import { SharedCounter } from './quotas/shared-counter.ts';
import { RateLimiter, type RateLimits } from './rate-limiter.ts';
import type { Services } from './services.ts';
import { createSealer } from './signed-token.ts';
import { OwnerTurns } from './verification/owner-turns.ts';

function rateLimitsOf(env: Env): RateLimits {
  const { READS_PER_MINUTE, WRITES_PER_MINUTE } = env;
  return {
    ...(READS_PER_MINUTE === undefined ? {} : { reads: READS_PER_MINUTE }),
    ...(WRITES_PER_MINUTE === undefined ? {} : { writes: WRITES_PER_MINUTE }),
  };
}

/** Limits that are set, by the policy that counts them. */
function quotaLimitsOf(env: Env): QuotaLimits {
  const limits = {
    'unsigned-runs': env.UNSIGNED_RUNS_PER_DAY,
    runs: env.RUNS_PER_DAY,
    'new-keys': env.NEW_KEYS_PER_DAY,
    'network-challenges': env.CHALLENGES_PER_HOUR,
    'key-challenges': env.KEY_CHALLENGES_PER_HOUR,
  };
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}
/** Owners whose proofs an isolate judges at once; each proof takes some milliseconds. */
const turnsAtOnce = 8;

/** The services over a store that is reached as `env` says. */
export function createServices(env: Env): Services {
  const { DATABASE_URL, NEON_FETCH_ENDPOINT, PUBLIC_ORIGIN, SIGNING_SECRET } = env;
  const db = openDb({
    databaseUrl: DATABASE_URL,
    ...(NEON_FETCH_ENDPOINT === undefined ? {} : { fetchEndpoint: NEON_FETCH_ENDPOINT }),
  });
  const store = createStore(db);
  const link = (path: string): string =>
    PUBLIC_ORIGIN === undefined ? path : new URL(path, PUBLIC_ORIGIN).href;
  const boards = new Boards(store);
  const cursors = createSealer(SIGNING_SECRET ?? DATABASE_URL, 'cursor');
  return {
    store,
    boards,
    distributions: new Distributions(store),
    leaderboards: new LeaderboardPages(cursors),
    exports: env.EXPORTS,
    cursors,
    challenges: createSealer(SIGNING_SECRET ?? DATABASE_URL, 'challenge'),
    turns: new OwnerTurns(turnsAtOnce),
    maintainerTokenSha256: env.MAINTAINER_TOKEN_SHA256,
    logSigner: createLogSigner(SIGNING_SECRET ?? DATABASE_URL),
    rates: new RateLimiter(rateLimitsOf(env)),
    knownOwners: new KnownOwners(store),
    quotas: new Quotas({
      limits: quotaLimitsOf(env),
      counter: env.QUOTAS === undefined ? new IsolateCounter() : new SharedCounter(env.QUOTAS),
      secret: SIGNING_SECRET ?? DATABASE_URL,
      clientAddressHeader: env.CLIENT_ADDRESS_HEADER,
      now: () => new Date(),
    }),
    clientAddressHeader: env.CLIENT_ADDRESS_HEADER,
    now: () => new Date(),
    link,
    submissionUrl: (id) => link(`/v1/submissions/${id}`),
  };
}
