import { eq, sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';
import { peakMeasurements, submissionPaths, submissionSummaries } from '../tables/derived.ts';
import { revokedKeys } from '../tables/trust.ts';

/** Board rows of a submission, recomputed after its runs are gone. */
function refreshGroups(db: Db, groups: readonly (typeof submissionPaths.$inferSelect)[]) {
  return groups
    .map(
      ({ backend, deviceSlug, runtimeName, suite }) =>
        [suite, deviceSlug, backend, runtimeName] as const,
    )
    .toSorted((a, b) => (a.join('\n') < b.join('\n') ? -1 : 1))
    .map(([suite, slug, backend, runtime]) =>
      db.execute(sql`select refresh_group(${suite}, ${slug}, ${backend}, ${runtime})`),
    );
}

/** Remove everything that came with a submission; only its id stays, so that it stays used. */
export async function eraseSubmission(db: Db, id: string, erasedAt: Date): Promise<void> {
  const groups = await db
    .select()
    .from(submissionPaths)
    .where(eq(submissionPaths.submissionId, id));
  await db.batch([
    // With the rights of the tables' owner: the Worker itself may not remove what was received.
    db.execute(sql`select erase_submission(${id}::uuid, ${erasedAt.toISOString()}::timestamptz)`),
    db.delete(submissionSummaries).where(eq(submissionSummaries.id, id)),
    db.delete(peakMeasurements).where(eq(peakMeasurements.submissionId, id)),
    db.delete(submissionPaths).where(eq(submissionPaths.submissionId, id)),
    ...refreshGroups(db, groups),
  ]);
}

/** Take nothing more from a key; repeating it changes nothing. */
export async function revokeKey(db: Db, owner: string, revokedAt: Date): Promise<void> {
  await db.insert(revokedKeys).values({ owner, revokedAt }).onConflictDoNothing();
}
