import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  char,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { DeviceFacts, Opening, SoftwarePathFacts } from './facts.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Postgres accepts NaN and Infinity in double precision and sorts them first: every figure is fenced. */
const figureCheck = (name: string, column: Parameters<typeof sql>[1]) =>
  check(name, sql`${column} > 0 and ${column} < 1e22`);

/** What was received, byte for byte. Append-only: a trigger refuses UPDATE and unsigned DELETE. */
export const submissions = pgTable(
  'submissions',
  {
    /** The Idempotency-Key, for ever. */
    id: uuid().primaryKey(),
    /** UTF-8 without NUL, so text holds the bytes exactly; the check on the hash proves it. */
    body: text().notNull(),
    bodySha256: char('body_sha256', { length: 64 }).notNull().unique(),
    /** Raw Ed25519 public key and signature, base64url; both or neither. */
    publicKey: text('public_key'),
    signature: text(),
    /** Fingerprint of the public key. */
    owner: text(),
    receivedAt: instant('received_at').notNull(),
  },
  (table) => [
    check('submissions_body_length', sql`octet_length(${table.body}) between 2 and 65536`),
    check(
      'submissions_body_hash',
      sql`${table.bodySha256} = encode(sha256(convert_to(${table.body}, 'UTF8')), 'hex')`,
    ),
    check(
      'submissions_signed_whole',
      sql`num_nulls(${table.publicKey}, ${table.signature}, ${table.owner}) in (0, 3)`,
    ),
    index('submissions_owner').on(table.owner, table.receivedAt),
  ],
);

/** Every decision about a submission, by whom and why. The newest one is its status. Append-only. */
export const submissionEvents = pgTable(
  'submission_events',
  {
    submissionId: uuid('submission_id').notNull(),
    sequence: integer().notNull(),
    at: instant('at').notNull(),
    /** `intake`, `verifier`, `owner` or `maintainer:<name>`. */
    actor: text().notNull(),
    status: text().notNull(),
    tier: text().notNull(),
    reasons: text().array().notNull(),
    detail: text().notNull(),
    /** Local ids of the software paths whose work was proved. */
    verifiedPaths: text('verified_paths').array().notNull().default(sql`'{}'`),
  },
  (table) => [
    primaryKey({ columns: [table.submissionId, table.sequence] }),
    check('submission_events_sequence', sql`${table.sequence} between 1 and 1000000`),
    check(
      'submission_events_status',
      sql`${table.status} in ('pending', 'accepted', 'verified', 'quarantined', 'failed', 'withdrawn')`,
    ),
    check('submission_events_tier', sql`${table.tier} in ('T0', 'T1', 'T2', 'T3', 'T4')`),
  ],
);

/** Derived from raw body and events: what lists show of a submission. */
export const submissionSummaries = pgTable(
  'submission_summaries',
  {
    id: uuid().primaryKey(),
    owner: text(),
    suite: text().notNull(),
    preset: text().notNull(),
    status: text().notNull(),
    tier: text().notNull(),
    reasons: text().array().notNull(),
    receivedAt: instant('received_at').notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at').notNull(),
    agentVersion: text('agent_version').notNull(),
    isPartial: boolean('is_partial').notNull(),
    flags: text().array().notNull(),
    measurementCount: integer('measurement_count').notNull(),
    devices: jsonb().$type<readonly DeviceFacts[]>().notNull(),
  },
  (table) => [
    check('submission_summaries_count', sql`${table.measurementCount} between 0 and 1024`),
    check('submission_summaries_times', sql`${table.finishedAt} >= ${table.startedAt}`),
    index('submission_summaries_owner').on(table.owner, table.id.desc().nullsFirst()),
    index('submission_summaries_status').on(table.status, table.id.desc().nullsFirst()),
  ],
);

/** Derived: the software paths of a submission, for a device's list of runs and its newest facts. */
export const submissionPaths = pgTable(
  'submission_paths',
  {
    submissionId: uuid('submission_id').notNull(),
    suite: text().notNull(),
    deviceSlug: text('device_slug').notNull(),
    backend: text().notNull(),
    runtimeName: text('runtime_name').notNull(),
    device: jsonb().$type<DeviceFacts>().notNull(),
    softwarePath: jsonb('software_path').$type<SoftwarePathFacts>().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.submissionId, table.deviceSlug, table.backend, table.runtimeName],
    }),
    index('submission_paths_device').on(table.deviceSlug, table.submissionId.desc().nullsFirst()),
  ],
);

/** Derived: the peaks of one submission per device × backend × runtime, recomputed from its samples. */
export const peakMeasurements = pgTable(
  'peak_measurements',
  {
    submissionId: uuid('submission_id').notNull(),
    suite: text().notNull(),
    deviceSlug: text('device_slug').notNull(),
    backend: text().notNull(),
    runtimeName: text('runtime_name').notNull(),
    /** Id of the peak: `bandwidth`, `compute-f32`, `matvec-q8_0`, `dispatch` … */
    peak: text().notNull(),
    owner: text().notNull(),
    /** 2 verified, 1 signed, 0 unsigned; null when the submission is not on the board. */
    evidence: integer(),
    /** From the median sample: sustained. Unit by the peak's definition. */
    value: doublePrecision().notNull(),
    /** From the fastest sample. */
    best: doublePrecision().notNull(),
    sampleCount: integer('sample_count').notNull(),
    kernel: text().notNull(),
    dtype: text().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.submissionId, table.deviceSlug, table.backend, table.runtimeName, table.peak],
    }),
    figureCheck('peak_measurements_value', table.value),
    figureCheck('peak_measurements_best', table.best),
    check('peak_measurements_samples', sql`${table.sampleCount} between 1 and 4096`),
    check('peak_measurements_evidence', sql`${table.evidence} between 0 and 2`),
    index('peak_measurements_group').on(
      table.suite,
      table.deviceSlug,
      table.backend,
      table.runtimeName,
      table.owner,
    ),
  ],
);

/** Derived: each owner's median, so that a new run only recomputes its own owner's. */
export const ownerPeaks = pgTable(
  'owner_peaks',
  {
    suite: text().notNull(),
    deviceSlug: text('device_slug').notNull(),
    backend: text().notNull(),
    runtimeName: text('runtime_name').notNull(),
    evidence: integer().notNull(),
    peak: text().notNull(),
    owner: text().notNull(),
    value: doublePrecision().notNull(),
    best: doublePrecision().notNull(),
    runCount: integer('run_count').notNull(),
    /** Runs of this owner in the group with any peak. */
    ownerRunCount: integer('owner_run_count').notNull(),
    sampleCount: bigint('sample_count', { mode: 'number' }).notNull(),
    newestSubmissionId: uuid('newest_submission_id').notNull(),
    kernel: text().notNull(),
    dtype: text().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.suite,
        table.deviceSlug,
        table.backend,
        table.runtimeName,
        table.evidence,
        table.peak,
        table.owner,
      ],
    }),
    figureCheck('owner_peaks_value', table.value),
    figureCheck('owner_peaks_best', table.best),
    check('owner_peaks_counts', sql`${table.runCount} >= 1 and ${table.ownerRunCount} >= 1`),
    index('owner_peaks_owner').on(
      table.suite,
      table.deviceSlug,
      table.backend,
      table.runtimeName,
      table.owner,
    ),
  ],
);

/** Derived: a device's row on the boards, per suite × device × backend × runtime. */
export const deviceEntries = pgTable(
  'device_entries',
  {
    suite: text().notNull(),
    deviceSlug: text('device_slug').notNull(),
    backend: text().notNull(),
    runtimeName: text('runtime_name').notNull(),
    evidence: integer().notNull(),
    ownerCount: integer('owner_count').notNull(),
    runCount: integer('run_count').notNull(),
    newestSubmissionId: uuid('newest_submission_id'),
    measuredAt: instant('measured_at'),
    device: jsonb().$type<DeviceFacts>(),
    softwarePath: jsonb('software_path').$type<SoftwarePathFacts>(),
    /** Transaction that wrote the row: readers ask for what changed since their snapshot. */
    revision: bigint({ mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.suite, table.deviceSlug, table.backend, table.runtimeName] }),
    check('device_entries_counts', sql`${table.ownerCount} >= 0 and ${table.runCount} >= 0`),
    index('device_entries_revision').on(table.revision),
  ],
);

/** Derived: one peak of a {@link deviceEntries} row: the median over owners of their runs' medians. */
export const entryPeaks = pgTable(
  'entry_peaks',
  {
    suite: text().notNull(),
    deviceSlug: text('device_slug').notNull(),
    backend: text().notNull(),
    runtimeName: text('runtime_name').notNull(),
    peak: text().notNull(),
    value: doublePrecision().notNull(),
    best: doublePrecision().notNull(),
    /** Order statistics of the owners' medians; `lowRank` of `ownerCount` gives the confidence. */
    low: doublePrecision().notNull(),
    high: doublePrecision().notNull(),
    lowRank: integer('low_rank').notNull(),
    ownerCount: integer('owner_count').notNull(),
    runCount: integer('run_count').notNull(),
    sampleCount: integer('sample_count').notNull(),
    kernel: text().notNull(),
    dtype: text().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.suite, table.deviceSlug, table.backend, table.runtimeName, table.peak],
    }),
    figureCheck('entry_peaks_value', table.value),
    figureCheck('entry_peaks_best', table.best),
    figureCheck('entry_peaks_low', table.low),
    figureCheck('entry_peaks_high', table.high),
    check(
      'entry_peaks_order',
      sql`${table.low} <= ${table.value} and ${table.value} <= ${table.high}`,
    ),
    check(
      'entry_peaks_counts',
      sql`${table.lowRank} >= 1 and ${table.ownerCount} >= 1 and ${table.runCount} >= 1 and ${table.sampleCount} >= 1`,
    ),
  ],
);

/** Promises of proofs, made before anything else: the server's clock brackets the work. Append-only. */
export const commitments = pgTable(
  'commitments',
  {
    /** A challenge is redeemed once. */
    challengeId: uuid('challenge_id').primaryKey(),
    runId: uuid('run_id').notNull(),
    path: text().notNull(),
    owner: text().notNull(),
    suite: text().notNull(),
    /** Two 32-bit words in hexadecimal. */
    seed: char({ length: 16 }).notNull(),
    n: integer().notNull(),
    repetitions: integer().notNull(),
    issuedAt: instant('issued_at').notNull(),
    committedAt: instant('committed_at').notNull(),
    /** Root of the Merkle tree over the digests of every row of every repetition. */
    root: char({ length: 64 }).notNull(),
    /** Rows drawn once the root was held. */
    picks: jsonb().$type<readonly { repetition: number; row: number }[]>().notNull(),
  },
  (table) => [
    check('commitments_size', sql`${table.n} between 64 and 4096`),
    check('commitments_repetitions', sql`${table.repetitions} between 1 and 1000000`),
    check('commitments_times', sql`${table.committedAt} > ${table.issuedAt}`),
    index('commitments_run').on(table.runId),
  ],
);

/** What the picked rows were opened with. Append-only. */
export const proofs = pgTable('proofs', {
  challengeId: uuid('challenge_id').primaryKey(),
  receivedAt: instant('received_at').notNull(),
  openings: jsonb().$type<readonly Opening[]>().notNull(),
});

/** Outcome of checking a proof; a proof without a verdict is waiting in the outbox. */
export const verdicts = pgTable(
  'verdicts',
  {
    challengeId: uuid('challenge_id').primaryKey(),
    decidedAt: instant('decided_at').notNull(),
    isValid: boolean('is_valid').notNull(),
    detail: text().notNull(),
    /** Least rate that does the work between issue and commitment. */
    floorFlopsPerSecond: doublePrecision('floor_flops_per_second').notNull(),
  },
  (table) => [figureCheck('verdicts_floor', table.floorFlopsPerSecond)],
);

/** Keys that their owners gave up: nothing signed with them is taken any more. */
export const revokedKeys = pgTable('revoked_keys', {
  owner: text().primaryKey(),
  revokedAt: instant('revoked_at').notNull(),
});

/** Ids that their owners erased; the idempotency key stays used for ever. */
export const erasures = pgTable('erasures', {
  id: uuid().primaryKey(),
  erasedAt: instant('erased_at').notNull(),
});
