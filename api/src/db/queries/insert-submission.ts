import { sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';
import type { SubmissionRecord } from '../submission-record.ts';
import { tableJson } from '../table-json.ts';
import { submissionEvents, submissions } from '../tables/raw.ts';
import { derivedJson, derivedRows } from './derived-rows.ts';

/**
 * Store a submission, its first event and everything derived, in one statement: all or nothing. A
 * second insert of the same id or body violates a key and changes nothing. The steps are a function
 * of the database.
 */
export async function insertSubmission(db: Db, record: SubmissionRecord): Promise<void> {
  const { derived, event, network, raw } = record;
  const { id, receivedAt, signer } = raw;
  const rows = derivedRows({ id, owner: signer?.owner, receivedAt }, derived, event);
  const first = (json: string): string => json.slice(1, -1);
  const rawRow = { id, bodySha256: raw.bodySha256, receivedAt, ...signer };
  const eventRow = { submissionId: id, sequence: 1, ...event };
  await db.execute(sql`select store_submission(
    ${raw.body},
    ${first(tableJson([rawRow], submissions))}::jsonb,
    ${first(tableJson([eventRow], submissionEvents))}::jsonb,
    ${network ?? null},
    ${derivedJson(rows)})`);
}
