import { sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';

/** Resolves when the store answers. */
export async function ping(db: Db): Promise<void> {
  await db.execute(sql`select 1`);
}
