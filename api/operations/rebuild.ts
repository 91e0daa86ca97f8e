/**
 * Derives every derived table again from raw bodies and events, in one transaction, and says whether
 * the result is identical (exit code 4 when not): `node api/operations/rebuild.ts` with DATABASE_URL
 * set. `--dry-run` changes nothing; `--fill` expects empty tables, as after a restore of raw data.
 */
import { getTableName } from 'drizzle-orm';
import pg from 'pg';
import {
  ownerPeaks,
  peakMeasurements,
  staleOwners,
  submissionPaths,
  submissionSummaries,
} from '../src/db/tables/derived.ts';
import { deriveAll } from './derive-all.ts';
import { derivedTables, digestTables } from './table-digests.ts';
import { dropIndexes } from './table-indexes.ts';

/** Where the time of a rebuild went. */
type PhaseSeconds = Record<string, number>;

/** Written row by row, so an index of each is cheaper made afterwards. */
const filledTables = [submissionSummaries, submissionPaths, peakMeasurements, ownerPeaks];

async function rebuild(client: pg.Client, connectionString: string): Promise<PhaseSeconds> {
  const phases: PhaseSeconds = {};
  const timed = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    const startedAt = performance.now();
    await work();
    phases[name] = (performance.now() - startedAt) / 1000;
  };
  const names = derivedTables.map(getTableName).join(', ');
  await client.query(`truncate ${names}, ${getTableName(staleOwners)}`);
  const createIndexes = await dropIndexes(client, filledTables);
  await timed('derive', () => deriveAll(client, connectionString));
  await client.query('analyze board_groups, submission_paths, peak_measurements');
  await timed('ownerMedians', () =>
    client.query('insert into owner_peaks select * from owner_medians'),
  );
  await timed('indexes', createIndexes);
  await client.query('analyze owner_peaks');
  await timed('pool', () => client.query('select pool_groups(array(select id from board_groups))'));
  return phases;
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
    await client.query(`set statement_timeout = 0; set lock_timeout = 0;
      set work_mem = '256MB'; set maintenance_work_mem = '512MB'`);
    await client.query('begin');
    // Writers wait, and from here on readers of derived rows do.
    await client.query('lock table submissions in exclusive mode');
    await client.query('select pool_stale_groups()');
    const before = await digestTables(client, derivedTables);
    const phaseSeconds = await rebuild(client, connectionString);
    const after = await digestTables(client, derivedTables);
    await client.query(isDryRun ? 'rollback' : 'commit');
    const durationSeconds = (performance.now() - startedAt) / 1000;
    // Of this process and its threads, without Postgres: on a busy machine the fairer figure.
    const { system, user } = process.cpuUsage();
    const cpuSeconds = (user + system) / 1e6;
    const identical = JSON.stringify(before) === JSON.stringify(after);
    const report = { identical, durationSeconds, cpuSeconds, phaseSeconds, before, after };
    console.log(JSON.stringify(report, null, 2));
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
