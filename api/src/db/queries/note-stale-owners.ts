import { sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';

/**
 * Note whose medians a submission makes stale, in the batch that changes its rows and while it has some;
 * the next reader computes and pools them.
 */
export function noteStaleOwners(db: Db, submissionId: string) {
  return db.execute(sql`select note_stale_owners(${submissionId}::uuid)`);
}
