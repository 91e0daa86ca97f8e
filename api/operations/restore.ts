/**
 * Fills the raw tables of an empty, migrated database from a dump, and says whether they are the
 * same: `DATABASE_URL=… node api/operations/restore.ts FOLDER`, then `rebuild.ts --fill` derives the
 * rest. Exit code 4, and nothing is stored, when they are not.
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { getTableName } from 'drizzle-orm';
import pg from 'pg';
import { dumpFile, dumpManifest } from './dump-manifest.ts';
import { digestTables, rawTables } from './table-digests.ts';

const insertedRows = 500;
const exitDiffers = 4;

async function fill(client: pg.Client, folder: string, table: string): Promise<void> {
  const insert = async (lines: readonly string[]) => {
    const rows = `[${lines.join(',')}]`;
    const query = `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`;
    await client.query(query, [rows]);
  };
  // Quotas were applied when the rows arrived; applied to all at once they would refuse some.
  await client.query(`alter table ${table} disable trigger user`);
  const input = createReadStream(join(folder, dumpFile(table))).pipe(createGunzip());
  const lines: string[] = [];
  for await (const line of createInterface({ input })) {
    // A dump is the way to keep a board from before the first release, where this column had that name.
    lines.push(line.replace('"floor_flops_per_second":', '"floor_rate":'));
    if (lines.length === insertedRows) await insert(lines.splice(0));
  }
  if (lines.length > 0) await insert(lines);
  await client.query(`alter table ${table} enable trigger user`);
}

async function restore(client: pg.Client, folder: string): Promise<boolean> {
  const manifest = dumpManifest.parse(
    JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')),
  );
  await client.query('set statement_timeout = 0');
  await client.query('begin');
  const present = await digestTables(client, rawTables);
  const full = present.filter(({ rows }) => rows > 0).map(({ name }) => name);
  if (full.length > 0) throw new Error(`The database is not empty: ${full.join(', ')}.`);
  for (const table of rawTables) await fill(client, folder, getTableName(table));
  const raw = await digestTables(client, rawTables);
  const identical = JSON.stringify(raw) === JSON.stringify(manifest.raw);
  await client.query(identical ? 'commit' : 'rollback');
  console.log(JSON.stringify({ identical, dumped: manifest.raw, restored: raw }, null, 2));
  return identical;
}

const connectionString = process.env.DATABASE_URL;
const [folder] = process.argv.slice(2);
if (!connectionString || folder === undefined) {
  console.error(
    'Set DATABASE_URL and name a dump: DATABASE_URL=… node api/operations/restore.ts FOLDER',
  );
  process.exitCode = 2;
} else {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    if (!(await restore(client, folder))) process.exitCode = exitDiffers;
  } catch (error) {
    console.error(`Nothing was restored: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  } finally {
    await client.end();
  }
}
