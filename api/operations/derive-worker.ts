/** A thread of a rebuild: derives one range of submissions after the other from their raw bodies. */
import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { evaluate } from '@ridgeline/evaluation/evaluate';
import type { ProvedFloor } from '@ridgeline/evaluation/evidence';
import pg from 'pg';
import { type GroupNames, groupKey } from '../src/db/group-names.ts';
import { derivedRows } from '../src/db/queries/derived-rows.ts';
import {
  peakMeasurements,
  submissionPaths,
  submissionSummaries,
} from '../src/db/tables/derived.ts';
import { derivedRecord } from '../src/services/derived-record.ts';
import { copyText } from './copy-text.ts';

/** What a thread is started with. */
export interface DeriveOptions {
  readonly connectionString: string;
  /** Snapshot of the transaction that rebuilds: every thread reads what it sees. */
  readonly snapshot: string;
}

/** Ids above `after`, up to and with `upTo`. */
export interface IdRange {
  readonly after: string;
  readonly upTo: string;
}

/** The rows of one range, as `COPY` takes them. */
export interface DerivedRange {
  /** Every group that the rows name, once. */
  readonly groups: readonly GroupNames[];
  readonly summaries: string;
  readonly paths: string;
  readonly peaks: string;
}

interface RawRow {
  readonly id: string;
  readonly body: string;
  readonly owner: string | null;
  readonly received_at: Date;
  readonly status: string;
  readonly tier: string;
  readonly reasons: string[];
  readonly floors: ProvedFloor[];
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** As the column `board_groups.id` is generated; a rebuild that differs shows that they parted. */
function groupIdOf(names: GroupNames): string {
  return md5(groupKey(names));
}

function groupsOf(paths: readonly GroupNames[]): GroupNames[] {
  const byKey = new Map(paths.map((path) => [groupKey(path), path]));
  return [...byKey.values()].map(({ backend, deviceSlug, runtimeName, suite }) => ({
    suite,
    deviceSlug,
    backend,
    runtimeName,
  }));
}

async function derive(client: pg.Client, { after, upTo }: IdRange): Promise<DerivedRange> {
  const { rows } = await client.query<RawRow>({
    name: 'range',
    text: `select s.id, s.body, s.owner, s.received_at, e.status, e.tier, e.reasons, e.floors
     from submissions s
     join lateral (select status, tier, reasons, floors from submission_events
       where submission_id = s.id order by sequence desc limit 1) e on true
     where s.id > $1 and s.id <= $2 order by s.id`,
    values: [after, upTo],
  });
  const derived = rows.map((row) => {
    // The body was checked against the schema before it was stored, and never changes.
    const evaluation = evaluate(JSON.parse(row.body));
    const identity = { id: row.id, owner: row.owner ?? undefined, receivedAt: row.received_at };
    return derivedRows(identity, derivedRecord(evaluation, row), row);
  });
  const paths = derived.flatMap((rows) => rows.paths);
  return {
    groups: groupsOf(paths),
    summaries: copyText(
      submissionSummaries,
      derived.map(({ summary }) => summary),
    ),
    paths: copyText(
      submissionPaths,
      paths.map((row) => ({
        ...row,
        groupId: groupIdOf(row),
        curveShape: md5(row.curveShape),
      })),
    ),
    peaks: copyText(
      peakMeasurements,
      derived.flatMap(({ peaks }) => peaks.map((row) => ({ ...row, groupId: groupIdOf(row) }))),
    ),
  };
}

const { connectionString, snapshot } = workerData as DeriveOptions;
const client = new pg.Client({ connectionString });
await client.connect();
await client.query('set statement_timeout = 0');
await client.query('begin isolation level repeatable read read only');
await client.query(`set transaction snapshot ${pg.escapeLiteral(snapshot)}`);
parentPort?.on('message', async (range: IdRange) => {
  parentPort?.postMessage(await derive(client, range));
});
