import type { LeafOpening, LeafPick } from '@ridgeline/kernels/verification/challenge-kind';
import { sql } from 'drizzle-orm';
import {
  boolean,
  char,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { figureCheck, instant } from './column-kinds.ts';

/** Promises of proofs, made before anything else: the server's clock brackets the work. Append-only. */
export const commitments = pgTable(
  'commitments',
  {
    /** A challenge is redeemed once. */
    challengeId: uuid('challenge_id').primaryKey(),
    runId: uuid('run_id').notNull(),
    path: text().notNull(),
    owner: text().notNull(),
    suite: text().notNull(),
    /** Two 32-bit words in hexadecimal: what an array is filled from, and what starts the rounds. */
    seed: char({ length: 16 }).notNull(),
    startKey: char('start_key', { length: 16 }).notNull(),
    /** Root of round 0 of a kind that is filled, held when the clock started. */
    firstRoot: char('first_root', { length: 64 }),
    /** Kind of challenge. */
    kind: text().notNull(),
    /** Places and rounds of the challenge: see `ChallengeCounts`. */
    n: integer().notNull(),
    repetitions: integer().notNull(),
    startedAt: instant('started_at').notNull(),
    committedAt: instant('committed_at').notNull(),
    /** Hash over the roots of all rounds. */
    root: char({ length: 64 }).notNull(),
    /** Leaves drawn once the root was held. */
    picks: jsonb().$type<readonly LeafPick[]>().notNull(),
  },
  (table) => [
    check('commitments_size', sql`${table.n} between 256 and 262144`),
    check('commitments_repetitions', sql`${table.repetitions} between 1 and 256`),
    check('commitments_times', sql`${table.committedAt} > ${table.startedAt}`),
    index('commitments_run').on(table.runId),
    index('commitments_owner').on(table.owner, table.committedAt),
  ],
);

/** What the picked places were opened with. Append-only. */
export const proofs = pgTable('proofs', {
  challengeId: uuid('challenge_id').primaryKey(),
  receivedAt: instant('received_at').notNull(),
  /** Roots of all rounds. */
  roots: text().notNull(),
  openings: jsonb().$type<readonly LeafOpening[]>().notNull(),
});

/** Outcome of checking a proof; a proof without a verdict is waiting in the outbox. */
export const verdicts = pgTable(
  'verdicts',
  {
    challengeId: uuid('challenge_id').primaryKey(),
    decidedAt: instant('decided_at').notNull(),
    isValid: boolean('is_valid').notNull(),
    detail: text().notNull(),
    /**
     * Least rate that does the work between start and commitment, in the unit of the challenge's kind:
     * bytes per second of an array that is read, operations per second of a product.
     */
    floorRate: doublePrecision('floor_rate').notNull(),
  },
  (table) => [figureCheck('verdicts_floor', table.floorRate)],
);

/** Keys that their owners gave up: nothing signed with them is taken any more. */
export const revokedKeys = pgTable('revoked_keys', {
  owner: text().primaryKey(),
  revokedAt: instant('revoked_at').notNull(),
});

/** Ids that their owners erased; the idempotency key stays used for ever. */
export const erasures = pgTable('erasures', {
  id: uuid().primaryKey(),
  erasedAt: instant('erased_at').notNull(),
});

/**
 * How far an owner is somebody of its own. Kept as it was found: networks are forgotten, so it cannot be found
 * out again.
 */
export const ownerStandings = pgTable(
  'owner_standings',
  {
    owner: text().primaryKey(),
    /** Who speaks for it: itself, or the owner that it depends on. */
    voice: text().notNull(),
    /** Why: `own`, `network`, `curves` or `account`. */
    reason: text().notNull(),
    firstSeenAt: instant('first_seen_at').notNull(),
    /** Null until the key is a week old or linked to an account. */
    countedSince: instant('counted_since'),
    /** HMAC of the account that it is linked to. */
    account: char({ length: 32 }),
    linkedAt: instant('linked_at'),
  },
  (table) => [
    check(
      'owner_standings_linked_whole',
      sql`num_nulls(${table.account}, ${table.linkedAt}) in (0, 2)`,
    ),
    index('owner_standings_young').on(table.firstSeenAt).where(sql`counted_since is null`),
    index('owner_standings_account').on(table.account).where(sql`account is not null`),
  ],
);

/** Networks that owners were seen in, as HMACs with a salt of the month; forgotten after 90 days. */
export const ownerNetworks = pgTable(
  'owner_networks',
  {
    owner: text().notNull(),
    network: char({ length: 32 }).notNull(),
    seenAt: instant('seen_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.owner, table.network] }),
    index('owner_networks_network').on(table.network),
    index('owner_networks_seen').on(table.seenAt),
  ],
);
