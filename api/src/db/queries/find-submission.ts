import type { ProvedFloor } from '@ridgeline/evaluation/evidence';
import { desc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';
import { submissionSummaries } from '../tables/derived.ts';
import { submissionEvents, submissions } from '../tables/raw.ts';

/** A stored submission with its current state, and what its proofs showed. */
export async function findSubmission(db: Db, id: string) {
  const floors = sql<readonly ProvedFloor[]>`(select floors from ${submissionEvents}
    where submission_id = ${submissionSummaries.id} order by sequence desc limit 1)`;
  const [row] = await db
    .select({ body: submissions.body, summary: submissionSummaries, floors })
    .from(submissionSummaries)
    .innerJoin(submissions, eq(submissions.id, submissionSummaries.id))
    .where(eq(submissionSummaries.id, id));
  return row;
}

/** What an Idempotency-Key or a body was answered with before. */
export async function findStored(db: Db, id: string, bodySha256: string) {
  return db
    .select({
      id: submissions.id,
      bodySha256: submissions.bodySha256,
      status: submissionSummaries.status,
      tier: submissionSummaries.tier,
      reasons: submissionSummaries.reasons,
      receivedAt: submissions.receivedAt,
    })
    .from(submissions)
    .innerJoin(submissionSummaries, eq(submissionSummaries.id, submissions.id))
    .where(or(eq(submissions.id, id), eq(submissions.bodySha256, bodySha256)))
    .orderBy(desc(eq(submissions.id, id)))
    .limit(2);
}

/** Raw bodies of some submissions. */
export async function findBodies(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .select({ id: submissions.id, body: submissions.body })
    .from(submissions)
    .where(inArray(submissions.id, [...ids]))
    .orderBy(desc(submissions.id));
}

/** Whether a key signed a run before. */
export async function hasRunOf(db: Db, owner: string): Promise<boolean> {
  const rows = await db
    .select({ id: submissions.id })
    .from(submissions)
    .where(eq(submissions.owner, owner))
    .limit(1);
  return rows.length > 0;
}
