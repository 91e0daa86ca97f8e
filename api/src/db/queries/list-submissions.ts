import { and, arrayContains, asc, desc, eq, exists, gt, lt, not, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';
import { submissionPaths, submissionSummaries } from '../tables/derived.ts';
import { submissionEvents, submissions } from '../tables/raw.ts';

/** Closed, typed filters; each is an equality. */
export interface SubmissionFilter {
  readonly device?: string | undefined;
  readonly owner?: string | undefined;
  readonly status?: string | undefined;
  /** Ids before this one: pages go from new to old. */
  readonly beforeId?: string | undefined;
  readonly limit: number;
}

/** Newest first by id, which for UUID version 7 is by the time of the run. */
export async function listSubmissions(db: Db, filter: SubmissionFilter) {
  const { id } = submissionSummaries;
  const conditions: (SQL | undefined)[] = [
    filter.beforeId === undefined ? undefined : lt(id, filter.beforeId),
    filter.owner === undefined ? undefined : eq(submissionSummaries.owner, filter.owner),
    filter.status === undefined ? undefined : eq(submissionSummaries.status, filter.status),
    filter.device === undefined
      ? undefined
      : exists(
          db
            .select({ one: sql`1` })
            .from(submissionPaths)
            .where(
              and(
                eq(submissionPaths.submissionId, id),
                eq(submissionPaths.deviceSlug, filter.device),
              ),
            ),
        ),
  ];
  return db
    .select()
    .from(submissionSummaries)
    .where(and(...conditions))
    .orderBy(desc(id))
    .limit(filter.limit);
}

/** Raw bodies that may be published, by id; texts that look personal stay here. */
export async function listPublicBodies(db: Db, afterId: string, limit: number) {
  const { id, owner, reasons, receivedAt, status, tier } = submissionSummaries;
  const verifiedPaths = sql<readonly string[]>`(select to_json(verified_paths)
    from ${submissionEvents} where submission_id = ${id} order by sequence desc limit 1)`;
  const { body } = submissions;
  return db
    .select({ id, owner, receivedAt, status, tier, reasons, verifiedPaths, body })
    .from(submissionSummaries)
    .innerJoin(submissions, eq(submissions.id, id))
    .where(and(gt(id, afterId), not(arrayContains(reasons, ['pii-suspect']))))
    .orderBy(asc(id))
    .limit(limit);
}
