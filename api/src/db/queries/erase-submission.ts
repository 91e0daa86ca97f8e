import { eq, sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';
import { peakMeasurements, submissionPaths, submissionSummaries } from '../tables/derived.ts';
import { submissionEvents, submissions } from '../tables/raw.ts';
import { commitments, erasures, proofs, revokedKeys, verdicts } from '../tables/trust.ts';

/** The transaction names what it erases; the triggers of append-only tables let only that pass. */
function permit(db: Db, table: string, id: string) {
  return db.execute(sql`select set_config('ridgeline.erasure', ${`${table}:${id}`}, true)`);
}

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
  const ownProofs = sql`select challenge_id from commitments where run_id = ${id}::uuid`;
  await db.batch([
    db.insert(erasures).values({ id, erasedAt }),
    db.delete(verdicts).where(sql`challenge_id in (${ownProofs})`),
    db.delete(proofs).where(sql`challenge_id in (${ownProofs})`),
    permit(db, 'run', id),
    db.delete(commitments).where(eq(commitments.runId, id)),
    permit(db, 'event', id),
    db.delete(submissionEvents).where(eq(submissionEvents.submissionId, id)),
    permit(db, 'submission', id),
    db.delete(submissions).where(eq(submissions.id, id)),
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
