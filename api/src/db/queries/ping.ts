import { eq } from 'drizzle-orm';
import type { Db } from '../open-db.ts';
import { submissions } from '../tables/raw.ts';

/** Resolves when the store answers and has the tables: the cheapest query of a real table. */
export async function ping(db: Db): Promise<void> {
  const nobody = '00000000-0000-7000-8000-000000000000';
  await db.select({ id: submissions.id }).from(submissions).where(eq(submissions.id, nobody));
}
