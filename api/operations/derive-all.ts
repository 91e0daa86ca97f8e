import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import { getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type GroupNames, groupKey } from '../src/db/group-names.ts';
import { tableJson } from '../src/db/table-json.ts';
import {
  boardGroups,
  peakMeasurements,
  submissionPaths,
  submissionSummaries,
} from '../src/db/tables/derived.ts';
import { copyStatement } from './copy-text.ts';
import type { DerivedRange, DeriveOptions, IdRange } from './derive-worker.ts';

/** Submissions of one range: a few megabytes of bodies. */
const rangeRows = 1000;
/** Ranges that may wait to be written, so that a slow disk does not fill the memory. */
const waitingRanges = 4;

async function idRanges(client: pg.Client): Promise<IdRange[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from (select id, row_number() over (order by id) as place, count(*) over () as total
       from submissions) as numbered
     where place % ${rangeRows} = 0 or place = total order by id`,
  );
  const ids = rows.map(({ id }) => id);
  return ids.map((upTo, index) => ({
    after: ids[index - 1] ?? '00000000-0000-0000-0000-000000000000',
    upTo,
  }));
}

async function copyInto(client: pg.Client, table: PgTable, text: string): Promise<void> {
  const stream = client.query(copyFrom(copyStatement(getTableName(table), table)));
  await pipeline(Readable.from([Buffer.from(text)]), stream);
}

async function write(client: pg.Client, range: DerivedRange): Promise<void> {
  await copyInto(client, submissionSummaries, range.summaries);
  await copyInto(client, submissionPaths, range.paths);
  await copyInto(client, peakMeasurements, range.peaks);
}

/** Their ids are generated. Few, and known only once every range was derived. */
async function writeGroups(client: pg.Client, groups: readonly GroupNames[]): Promise<void> {
  await client.query(
    `insert into board_groups (suite, device_slug, backend, runtime_name)
     select suite, device_slug, backend, runtime_name
     from jsonb_populate_recordset(null::board_groups, $1)`,
    [tableJson(groups, boardGroups)],
  );
}

/** One thread per core derives ranges in turn; `client` writes what they send, in its transaction. */
export async function deriveAll(client: pg.Client, connectionString: string): Promise<void> {
  const [row] = (
    await client.query<{ snapshot: string }>('select pg_export_snapshot() as snapshot')
  ).rows;
  if (row === undefined) throw new Error('Postgres exported no snapshot.');
  const ranges = await idRanges(client);
  const options: DeriveOptions = { connectionString, snapshot: row.snapshot };
  const groups = new Map<string, GroupNames>();
  let written = Promise.resolve();
  let waiting = 0;
  const runThread = async (): Promise<void> => {
    const worker = new Worker(new URL('./derive-worker.ts', import.meta.url), {
      workerData: options,
    });
    try {
      for (let range = ranges.shift(); range !== undefined; range = ranges.shift()) {
        worker.postMessage(range);
        // An error of the thread rejects here.
        const [derived] = (await once(worker, 'message')) as [DerivedRange];
        for (const names of derived.groups) groups.set(groupKey(names), names);
        waiting += 1;
        written = written
          .then(() => write(client, derived))
          .finally(() => {
            waiting -= 1;
          });
        if (waiting >= waitingRanges) await written;
      }
    } finally {
      // After a fault the other threads have nothing left to do.
      ranges.length = 0;
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, runThread));
  await written;
  await writeGroups(client, [...groups.values()]);
}
