import { sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';

/** Let owners count whose keys became old enough, and forget networks that were seen long ago. */
export async function countOwners(db: Db, at: Date): Promise<void> {
  await db.execute(sql`select count_owners(${at.toISOString()}::timestamptz)`);
}
