import type { DeviceFacts, SoftwarePathFacts } from '@ridgeline/evaluation/device-facts';
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
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { figureCheck, instant } from './column-kinds.ts';

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
    index('submission_summaries_lab').on(table.id).where(sql`tier = 'T4'`),
    // As pages go, signed runs and unsigned ones apart.
    index('submission_summaries_signed')
      .on(table.receivedAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`owner is not null`),
    index('submission_summaries_unsigned')
      .on(table.receivedAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`owner is null`),
    index('submission_summaries_owner').on(
      ...[table.owner, table.receivedAt.desc().nullsFirst()],
      table.id.desc().nullsFirst(),
    ),
    index('submission_summaries_status').on(
      ...[table.status, table.receivedAt.desc().nullsFirst()],
      table.id.desc().nullsFirst(),
    ),
  ],
);

/**
 * Derived: what runs are pooled by. The id follows from the names, so that it is the same in every
 * database and a rebuild's threads need not agree on it; the names are unique beside it. Whoever finds
 * names with one MD5 can only lose runs of their own.
 */
export const boardGroups = pgTable(
  'board_groups',
  {
    id: uuid()
      .generatedAlwaysAs(
        sql`md5(suite || E'\\n' || device_slug || E'\\n' || backend || E'\\n' || runtime_name)::uuid`,
      )
      .primaryKey(),
    suite: text().notNull(),
    deviceSlug: text('device_slug').notNull(),
    backend: text().notNull(),
    runtimeName: text('runtime_name').notNull(),
  },
  (table) => [
    // The slug first: it also finds the groups of a device.
    unique('board_groups_names').on(
      table.deviceSlug,
      table.suite,
      table.backend,
      table.runtimeName,
    ),
  ],
);

/** Derived: the software paths of a submission, for a device's list of runs and its newest facts. */
export const submissionPaths = pgTable(
  'submission_paths',
  {
    submissionId: uuid('submission_id').notNull(),
    groupId: uuid('group_id').notNull(),
    device: jsonb().$type<DeviceFacts>().notNull(),
    softwarePath: jsonb('software_path').$type<SoftwarePathFacts>().notNull(),
    receivedAt: instant('received_at').notNull(),
    /** Curves of one shape can be copies of each other: see `are_copies`. */
    curveShape: char('curve_shape', { length: 32 }).notNull(),
    /** Median seconds of everything that was measured. */
    curve: doublePrecision().array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.submissionId, table.groupId] }),
    index('submission_paths_group').on(
      ...[table.groupId, table.receivedAt.desc().nullsFirst()],
      table.submissionId.desc().nullsFirst(),
    ),
  ],
);

/** The proof of a proved figure; null where it has none, also where maintainers vouch for it. */
const proofColumns = () => ({
  proofKernel: text('proof_kernel'),
  /** Least rate that the proved work took; of several proofs the median, as of the figure. */
  floor: doublePrecision(),
  /** When it was last proved. */
  provedAt: instant('proved_at'),
});

/** Derived: the peaks of one submission per group, recomputed from its samples. */
export const peakMeasurements = pgTable(
  'peak_measurements',
  {
    submissionId: uuid('submission_id').notNull(),
    groupId: uuid('group_id').notNull(),
    /** Id of the peak: `bandwidth`, `compute-f32`, `matvec-q8_0`, `dispatch` … */
    peak: text().notNull(),
    owner: text().notNull(),
    /** Place among `evidenceLevels`; null when the submission is not on the board. */
    evidence: integer(),
    ...proofColumns(),
    /** From the median sample: sustained. Unit by the peak's definition. */
    value: doublePrecision().notNull(),
    /** From the fastest sample. */
    best: doublePrecision().notNull(),
    sampleCount: integer('sample_count').notNull(),
    kernel: text().notNull(),
    dtype: text().notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.submissionId, table.groupId, table.peak] }),
    figureCheck('peak_measurements_value', table.value),
    figureCheck('peak_measurements_floor', table.floor),
    figureCheck('peak_measurements_best', table.best),
    check('peak_measurements_samples', sql`${table.sampleCount} between 1 and 4096`),
    check('peak_measurements_evidence', sql`${table.evidence} between 0 and 3`),
    index('peak_measurements_group').on(table.groupId, table.owner),
  ],
);

/** Derived: rows of the view `owner_medians`, so that a new run only recomputes its own owner's. */
export const ownerPeaks = pgTable(
  'owner_peaks',
  {
    groupId: uuid('group_id').notNull(),
    evidence: integer().notNull(),
    peak: text().notNull(),
    owner: text().notNull(),
    value: doublePrecision().notNull(),
    best: doublePrecision().notNull(),
    runCount: integer('run_count').notNull(),
    ...proofColumns(),
    /** Runs of this owner in the group with any peak of this evidence. */
    ownerRunCount: integer('owner_run_count').notNull(),
    sampleCount: bigint('sample_count', { mode: 'number' }).notNull(),
    /** By when it was received: ids hold the time that the sender's clock had. */
    newestSubmissionId: uuid('newest_submission_id').notNull(),
    kernel: text().notNull(),
    dtype: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.groupId, table.evidence, table.peak, table.owner] }),
    figureCheck('owner_peaks_value', table.value),
    figureCheck('owner_peaks_best', table.best),
    check('owner_peaks_counts', sql`${table.runCount} >= 1 and ${table.ownerRunCount} >= 1`),
    index('owner_peaks_owner').on(table.groupId, table.owner),
  ],
);

/** Derived: the row of a group on the boards. */
export const deviceEntries = pgTable(
  'device_entries',
  {
    groupId: uuid('group_id').primaryKey(),
    /** The best of any figure; facts and counts are those of the owners who reached it. */
    evidence: integer().notNull(),
    /** A maintainers' own run, tier T4, is among the group's. */
    hasLabRun: boolean('has_lab_run').notNull(),
    ownerCount: integer('owner_count').notNull(),
    runCount: integer('run_count').notNull(),
    newestSubmissionId: uuid('newest_submission_id'),
    measuredAt: instant('measured_at'),
    /** What most owners say: see `majority_facts`. */
    device: jsonb().$type<DeviceFacts>(),
    softwarePath: jsonb('software_path').$type<SoftwarePathFacts>(),
    /** Transaction that wrote the row: readers ask for what changed since their snapshot. */
    revision: bigint({ mode: 'bigint' }).notNull(),
  },
  (table) => [
    check('device_entries_counts', sql`${table.ownerCount} >= 0 and ${table.runCount} >= 0`),
    index('device_entries_revision').on(table.revision),
  ],
);

/** Derived: rows of the view `group_medians`: one peak of a {@link deviceEntries} row. */
export const entryPeaks = pgTable(
  'entry_peaks',
  {
    groupId: uuid('group_id').notNull(),
    peak: text().notNull(),
    /** The best of any owner, each of whom counts who reached it. */
    evidence: integer().notNull(),
    ...proofColumns(),
    value: doublePrecision().notNull(),
    best: doublePrecision().notNull(),
    /** Order statistics of the owners' medians; `lowRank` of `ownerCount` gives the confidence. */
    low: doublePrecision().notNull(),
    high: doublePrecision().notNull(),
    lowRank: integer('low_rank').notNull(),
    ownerCount: integer('owner_count').notNull(),
    /** Owners among them who count for ranks: all of them or none. */
    independentOwnerCount: integer('independent_owner_count').notNull(),
    runCount: integer('run_count').notNull(),
    sampleCount: integer('sample_count').notNull(),
    kernel: text().notNull(),
    dtype: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.groupId, table.peak] }),
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

/** Owners whose runs in a group changed since their medians were computed; as often as they changed. */
export const staleOwners = pgTable('stale_owners', {
  groupId: uuid('group_id').notNull(),
  owner: text().notNull(),
});
