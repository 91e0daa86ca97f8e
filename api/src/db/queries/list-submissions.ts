import { and, desc, eq, exists, lt, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';
import { submissionPaths, submissionSummaries } from '../tables.ts';

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
