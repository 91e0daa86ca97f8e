import type { ProvedFloor } from '@ridgeline/evaluation/evidence';
import { sql } from 'drizzle-orm';
import {
  char,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from './column-kinds.ts';

/** What was received, byte for byte. Append-only: a trigger refuses UPDATE and unsigned DELETE. */
export const submissions = pgTable(
  'submissions',
  {
    /** The Idempotency-Key, for ever. */
    id: uuid().primaryKey(),
    /** UTF-8 without NUL, so text holds the bytes exactly; the check on the hash proves it. */
    body: text().notNull(),
    bodySha256: char('body_sha256', { length: 64 }).notNull().unique(),
    /** Raw Ed25519 public key and signature, base64url; both or neither. */
    publicKey: text('public_key'),
    signature: text(),
    /** Fingerprint of the public key. */
    owner: text(),
    receivedAt: instant('received_at').notNull(),
  },
  (table) => [
    check('submissions_body_length', sql`octet_length(${table.body}) between 2 and 65536`),
    check(
      'submissions_body_hash',
      sql`${table.bodySha256} = encode(sha256(convert_to(${table.body}, 'UTF8')), 'hex')`,
    ),
    check(
      'submissions_signed_whole',
      sql`num_nulls(${table.publicKey}, ${table.signature}, ${table.owner}) in (0, 3)`,
    ),
    index('submissions_owner').on(table.owner, table.receivedAt),
  ],
);

/** Every decision about a submission, by whom and why. The newest one is its status. Append-only. */
export const submissionEvents = pgTable(
  'submission_events',
  {
    submissionId: uuid('submission_id').notNull(),
    sequence: integer().notNull(),
    at: instant('at').notNull(),
    /** `intake`, `verifier`, `owner` or `maintainer:<name>`. */
    actor: text().notNull(),
    status: text().notNull(),
    tier: text().notNull(),
    reasons: text().array().notNull(),
    detail: text().notNull(),
    /** What the run's proofs showed, for each path, kernel and format that one was right about. */
    floors: jsonb().$type<readonly ProvedFloor[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.submissionId, table.sequence] }),
    check('submission_events_sequence', sql`${table.sequence} between 1 and 1000000`),
    check('submission_events_status', sql`${table.status} ~ '^[a-z-]{1,32}$'`),
    check('submission_events_tier', sql`${table.tier} ~ '^T[0-9]$'`),
  ],
);
