import { asc, gte, sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';
import { logCheckpoints, logEntries } from '../tables/log.ts';

/** A checkpoint as it was signed. */
export type StoredCheckpoint = typeof logCheckpoints.$inferSelect;

/** Put what was stored since the last time at the end of the log. */
export async function appendLog(db: Db): Promise<void> {
  await db.execute(sql`select append_log()`);
}

/** Entries from a position on, in order. */
export async function readLog(db: Db, from: number, limit: number): Promise<string[]> {
  const rows = await db
    .select({ entry: logEntries.entry })
    .from(logEntries)
    .where(gte(logEntries.position, from))
    .orderBy(asc(logEntries.position))
    .limit(limit);
  return rows.map(({ entry }) => entry);
}

/** Every checkpoint, oldest first. */
export function listCheckpoints(db: Db): Promise<StoredCheckpoint[]> {
  return Promise.resolve(db.select().from(logCheckpoints).orderBy(asc(logCheckpoints.size)));
}

export async function insertCheckpoint(db: Db, checkpoint: StoredCheckpoint): Promise<void> {
  // Two schedules at once sign the same.
  await db.insert(logCheckpoints).values(checkpoint).onConflictDoNothing();
}
