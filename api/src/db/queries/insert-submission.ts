import type { Db } from '../open-db.ts';
import type { SubmissionRecord } from '../submission-record.ts';
import { submissionEvents, submissions } from '../tables.ts';
import { insertDerivedRows } from './derived-rows.ts';
import { refreshSubmission } from './refresh-submission.ts';

/**
 * Store a submission, its first event and everything derived, in one transaction and one request.
 * A second insert of the same id or body violates a key and changes nothing.
 */
export async function insertSubmission(db: Db, record: SubmissionRecord): Promise<void> {
  const { raw, derived, event } = record;
  const identity = { id: raw.id, owner: raw.signer?.owner, receivedAt: raw.receivedAt };
  await db.batch([
    db.insert(submissions).values({
      id: raw.id,
      body: raw.body,
      bodySha256: raw.bodySha256,
      publicKey: raw.signer?.publicKey ?? null,
      signature: raw.signer?.signature ?? null,
      owner: raw.signer?.owner ?? null,
      receivedAt: raw.receivedAt,
    }),
    db.insert(submissionEvents).values({
      submissionId: raw.id,
      sequence: 1,
      ...event,
      reasons: [...event.reasons],
      verifiedPaths: [...event.verifiedPaths],
    }),
    ...insertDerivedRows(db, identity, derived, event),
    refreshSubmission(db, raw.id),
  ]);
}
