import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';
import type { DerivedRecord, EventRecord } from '../submission-record.ts';
import { peakMeasurements, submissionPaths, submissionSummaries } from '../tables/derived.ts';
import { submissionEvents } from '../tables/raw.ts';
import { type DerivedIdentity, insertDerivedRows } from './derived-rows.ts';
import { noteStaleOwners } from './note-stale-owners.ts';

/**
 * Append a decision about a submission and derive its rows again under the new state, in one
 * transaction. Two decisions at once violate the key of events: the second one fails whole.
 */
export async function recordEvent(
  db: Db,
  identity: DerivedIdentity,
  derived: DerivedRecord,
  event: EventRecord,
): Promise<void> {
  const { id } = identity;
  const sequence = sql<number>`(select max(sequence) + 1 from submission_events
    where submission_id = ${id}::uuid)`;
  await db.batch([
    db.insert(submissionEvents).values({
      submissionId: id,
      sequence,
      ...event,
      reasons: [...event.reasons],
      floors: [...event.floors],
    }),
    db.delete(submissionSummaries).where(eq(submissionSummaries.id, id)),
    db.delete(peakMeasurements).where(eq(peakMeasurements.submissionId, id)),
    db.delete(submissionPaths).where(eq(submissionPaths.submissionId, id)),
    insertDerivedRows(db, identity, derived, event),
    noteStaleOwners(db, id),
  ]);
}

/** Decisions about a submission, newest first, from before one of them. */
export async function listEvents(db: Db, id: string, limit: number, before?: number) {
  const isOlder = before === undefined ? undefined : lt(submissionEvents.sequence, before);
  return db
    .select()
    .from(submissionEvents)
    .where(and(eq(submissionEvents.submissionId, id), isOlder))
    .orderBy(desc(submissionEvents.sequence))
    .limit(limit);
}
