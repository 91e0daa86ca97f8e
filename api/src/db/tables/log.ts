import { sql } from 'drizzle-orm';
import { bigint, char, check, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './column-kinds.ts';

/** The public log: every stored submission once, in the order in which it was logged. Append-only. */
export const logEntries = pgTable(
  'log_entries',
  {
    position: bigint({ mode: 'number' }).primaryKey(),
    submissionId: uuid('submission_id').notNull().unique(),
    /** What is hashed: id, SHA-256 of the body and time, with spaces between. */
    entry: text().notNull(),
  },
  (table) => [check('log_entries_length', sql`octet_length(${table.entry}) = 126`)],
);

/** Every checkpoint that was signed. Append-only. */
export const logCheckpoints = pgTable('log_checkpoints', {
  size: bigint({ mode: 'number' }).primaryKey(),
  root: char({ length: 64 }).notNull(),
  /** The signed note. */
  note: text().notNull(),
  signedAt: instant('signed_at').notNull(),
});
