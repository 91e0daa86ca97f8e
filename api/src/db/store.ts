import type { Db } from './open-db.ts';
import type { DerivedIdentity } from './queries/derived-rows.ts';
import { eraseSubmission, revokeKey } from './queries/erase-submission.ts';
import { findBodies, findStored, findSubmission, hasRunOf } from './queries/find-submission.ts';
import { insertSubmission } from './queries/insert-submission.ts';
import {
  listPublicBodies,
  listSubmissions,
  type SubmissionFilter,
  type SubmissionSearch,
  searchSubmissions,
} from './queries/list-submissions.ts';
import * as log from './queries/log.ts';
import { countOwners } from './queries/owner-standings.ts';
import { ping } from './queries/ping.ts';
import * as proofs from './queries/proofs.ts';
import { readDistributions } from './queries/read-distributions.ts';
import { readEntryChanges } from './queries/read-entries.ts';
import { listEvents, recordEvent } from './queries/record-event.ts';
import { storeFailure, withStoreErrors } from './store-error.ts';
import { within } from './store-fetch.ts';
import type { DerivedRecord, EventRecord, SubmissionRecord } from './submission-record.ts';

/** Who asks whether the store answers wants to know soon. */
const pingSeconds = 4;

/** Serialisation failures and deadlocks are retried here; callers never see them. */
async function retried<T>(query: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await query();
    } catch (error) {
      if (attempt === 4 || storeFailure(error).kind !== 'transient') throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20 * (1 + Math.random())));
    }
  }
}

/** Every query there is, with errors of its own: see {@link withStoreErrors}. */
function queriesOf(db: Db) {
  return withStoreErrors({
    ping: () => within(pingSeconds, () => ping(db)),
    findStored: (id: string, bodySha256: string) => findStored(db, id, bodySha256),
    appendLog: () => log.appendLog(db),
    readLog: (from: number, limit: number) => log.readLog(db, from, limit),
    listCheckpoints: () => log.listCheckpoints(db),
    insertCheckpoint: (checkpoint: log.StoredCheckpoint) => log.insertCheckpoint(db, checkpoint),
    countOwners: (at: Date) => countOwners(db, at),
    hasRunOf: (owner: string) => hasRunOf(db, owner),
    findSubmission: (id: string) => findSubmission(db, id),
    findBodies: (ids: readonly string[]) => findBodies(db, ids),
    listSubmissions: (filter: SubmissionFilter) => listSubmissions(db, filter),
    searchSubmissions: (search: SubmissionSearch) => searchSubmissions(db, search),
    listPublicBodies: (afterId: string, limit: number) => listPublicBodies(db, afterId, limit),
    insertSubmission: (record: SubmissionRecord) => insertSubmission(db, record),
    listEvents: (id: string, limit: number, before?: number) => listEvents(db, id, limit, before),
    recordEvent: (identity: DerivedIdentity, derived: DerivedRecord, event: EventRecord) =>
      recordEvent(db, identity, derived, event),
    eraseSubmission: (id: string, erasedAt: Date) => eraseSubmission(db, id, erasedAt),
    revokeKey: (owner: string, revokedAt: Date) => revokeKey(db, owner, revokedAt),
    insertCommitment: (record: proofs.CommitmentRecord, most: proofs.CommitmentLimits) =>
      proofs.insertCommitment(db, record, most),
    findCommitment: (challengeId: string) => proofs.findCommitment(db, challengeId),
    insertProof: (record: Parameters<typeof proofs.insertProof>[1]) =>
      proofs.insertProof(db, record),
    findPendingProofs: (limit: number) => proofs.findPendingProofs(db, limit),
    findPendingOfOwner: (owner: string) => proofs.findPendingOfOwner(db, owner),
    failAbandoned: (before: Date, at: Date) => proofs.failAbandoned(db, before, at),
    insertVerdict: (record: Parameters<typeof proofs.insertVerdict>[1]) =>
      proofs.insertVerdict(db, record),
    lastFailureOf: (owner: string) => proofs.lastFailureOf(db, owner),
    findVerdicts: (runId: string) => proofs.findVerdicts(db, runId),
    readDistributions: (suite: string, slug: string) => readDistributions(db, suite, slug),
    readEntryChanges: (suite: string, since: string) => readEntryChanges(db, suite, since),
  });
}

/** What services ask of the database; nothing above it knows drizzle. */
export function createStore(db: Db) {
  const queries = queriesOf(db);
  let writeCount = 0;
  const counted = async <T>(write: Promise<T>): Promise<T> => {
    try {
      return await write;
    } finally {
      // A write whose answer was lost may have happened.
      writeCount += 1;
    }
  };
  return {
    ...queries,
    /** Grows with each write through this store that may change a board. */
    writeCount: () => writeCount,
    insertSubmission: (record: SubmissionRecord) =>
      counted(retried(() => queries.insertSubmission(record))),
    recordEvent: (...values: Parameters<typeof queries.recordEvent>) =>
      counted(retried(() => queries.recordEvent(...values))),
    eraseSubmission: (id: string, erasedAt: Date) =>
      counted(retried(() => queries.eraseSubmission(id, erasedAt))),
  };
}

export type Store = ReturnType<typeof createStore>;
