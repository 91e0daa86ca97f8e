import { sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';

/**
 * Recompute the board rows that a submission touches, as the last statement of the batch that changed
 * its runs. The arithmetic is a function of the database (migration `refresh-entries`).
 */
export function refreshSubmission(db: Db, submissionId: string) {
  return db.execute(sql`select refresh_submission(${submissionId}::uuid)`);
}
