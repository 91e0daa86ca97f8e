import { eq, sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';
import { peakMeasurements, submissionPaths, submissionSummaries } from '../tables/derived.ts';
import { revokedKeys } from '../tables/trust.ts';
import { noteStaleOwners } from './note-stale-owners.ts';

/** Remove everything that came with a submission; only its id stays, so that it stays used. */
export async function eraseSubmission(db: Db, id: string, erasedAt: Date): Promise<void> {
  await db.batch([
    // Before its rows are gone: they say whose medians are stale.
    noteStaleOwners(db, id),
    // With the rights of the tables' owner: the Worker itself may not remove what was received.
    db.execute(sql`select erase_submission(${id}::uuid, ${erasedAt.toISOString()}::timestamptz)`),
    db.delete(submissionSummaries).where(eq(submissionSummaries.id, id)),
    db.delete(peakMeasurements).where(eq(peakMeasurements.submissionId, id)),
    db.delete(submissionPaths).where(eq(submissionPaths.submissionId, id)),
  ]);
}

/** Take nothing more from a key; repeating it changes nothing. */
export async function revokeKey(db: Db, owner: string, revokedAt: Date): Promise<void> {
  await db.insert(revokedKeys).values({ owner, revokedAt }).onConflictDoNothing();
}
