/**
 * Derives every derived table again from raw bodies and events, in one transaction, and says whether
 * the result is identical (exit code 4 when not): `node api/scripts/rebuild.ts` with DATABASE_URL
 * set. `--dry-run` changes nothing; `--fill` expects empty tables, as after a restore of raw data.
 */
import pg from 'pg';
import { derivedRows } from '../src/db/queries/derived-rows.ts';
import { tableJson } from '../src/db/table-json.ts';
import {
  peakMeasurements,
  submissionPaths,
  submissionSummaries,
} from '../src/db/tables/derived.ts';
import {
  derivedRecord,
  evaluateSubmission,
} from '../src/services/evaluation/evaluate-submission.ts';
import { derivedTables, digestTables } from './table-digests.ts';

const pageSize = 2000;

interface RawRow {
  readonly id: string;
  readonly body: string;
  readonly owner: string | null;
  readonly received_at: Date;
  readonly status: string;
  readonly tier: string;
  readonly reasons: string[];
  readonly verified_paths: string[];
}

async function derivePage(client: pg.Client, after: string): Promise<string | undefined> {
  const { rows } = await client.query<RawRow>(
    `select s.id, s.body, s.owner, s.received_at, e.status, e.tier, e.reasons, e.verified_paths
     from submissions s
     join lateral (select status, tier, reasons, verified_paths from submission_events
       where submission_id = s.id order by sequence desc limit 1) e on true
     where s.id > $1 order by s.id limit ${pageSize}`,
    [after],
  );
  const derived = rows.map((row) => {
    // The body was checked against the schema before it was stored, and never changes.
    const result = evaluateSubmission(JSON.parse(row.body));
    if (!result.isPossible) throw new Error(`The stored submission ${row.id} contradicts itself.`);
    const identity = { id: row.id, owner: row.owner ?? undefined, receivedAt: row.received_at };
    const state = { ...row, verifiedPaths: row.verified_paths };
    return derivedRows(identity, derivedRecord(result.evaluation), state);
  });
  await client.query('select store_derived($1::jsonb, $2::jsonb, $3::jsonb)', [
    tableJson(
      submissionSummaries,
      derived.map(({ summary }) => summary),
    ),
    tableJson(
      submissionPaths,
      derived.flatMap(({ paths }) => paths),
    ),
    tableJson(
      peakMeasurements,
      derived.flatMap(({ peaks }) => peaks),
    ),
  ]);
  return rows.length < pageSize ? undefined : rows.at(-1)?.id;
}

async function rebuild(client: pg.Client): Promise<void> {
  await client.query(
    'truncate submission_summaries, submission_paths, peak_measurements, owner_peaks, entry_peaks, device_entries',
  );
  let after: string | undefined = '00000000-0000-0000-0000-000000000000';
  while (after !== undefined) after = await derivePage(client, after);
  await client.query('analyze submission_paths, peak_measurements');
  await client.query('select refresh_all_entries()');
}

async function main(
  connectionString: string,
  { isDryRun, isFill }: { isDryRun: boolean; isFill: boolean },
): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const startedAt = performance.now();
    // The limits of requests are not those of a whole rebuild.
    await client.query('set statement_timeout = 0; set lock_timeout = 0');
    await client.query('begin');
    // Writers wait; readers see the old rows until the end.
    await client.query('lock table submissions in exclusive mode');
    const before = await digestTables(client, derivedTables);
    await rebuild(client);
    const after = await digestTables(client, derivedTables);
    await client.query(isDryRun ? 'rollback' : 'commit');
    const durationSeconds = (performance.now() - startedAt) / 1000;
    const identical = JSON.stringify(before) === JSON.stringify(after);
    console.log(JSON.stringify({ identical, durationSeconds, before, after }, null, 2));
    if (!identical && !isFill) process.exitCode = 4;
  } finally {
    await client.end();
  }
}

const connectionString = process.env.DATABASE_URL;
if (connectionString === undefined || connectionString === '') {
  console.error('DATABASE_URL is not set. Set it to the connection string of the database.');
  process.exitCode = 1;
} else {
  await main(connectionString, {
    isDryRun: process.argv.includes('--dry-run'),
    isFill: process.argv.includes('--fill'),
  });
}
