import { sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';

/**
 * Note whose medians a submission makes stale, in the batch that changes its rows and while it has some;
 * the next reader pools them (migration `stale-owners`).
 */
export function refreshSubmission(db: Db, submissionId: string) {
  return db.execute(sql`select refresh_submission(${submissionId}::uuid)`);
}
