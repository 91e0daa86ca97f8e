/**
 * Writes everything that was received and decided into a folder, at one moment and without stopping
 * writers: `DATABASE_URL=… node api/operations/dump.ts FOLDER`. It holds what is not public: keep it.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { getTableName } from 'drizzle-orm';
import pg from 'pg';
import { type DumpManifest, dumpFile } from './dump-manifest.ts';
import { derivedTables, digestTables, rawTables } from './table-digests.ts';

const fetchedRows = 1000;
/** Only the account that dumps reads it. */
const mode = 0o600;

async function* linesOf(client: pg.Client, table: string): AsyncGenerator<string> {
  await client.query(
    `declare dumped no scroll cursor for select to_jsonb(t)::text as line from ${table} t order by 1`,
  );
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${fetchedRows} from dumped`);
    if (rows.length === 0) break;
    yield rows.map(({ line }) => `${line}\n`).join('');
  }
  await client.query('close dumped');
}

async function dump(client: pg.Client, folder: string): Promise<DumpManifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await client.query('set statement_timeout = 0');
  // What the next reader would pool is pooled now: the digests are those of a rebuilt board.
  await client.query('select pool_stale_groups()');
  await client.query('begin isolation level repeatable read read only');
  for (const table of rawTables) {
    const name = getTableName(table);
    const file = createWriteStream(join(folder, dumpFile(name)), { mode });
    await pipeline(Readable.from(linesOf(client, name)), createGzip(), file);
  }
  const manifest: DumpManifest = {
    createdAt: new Date().toISOString(),
    raw: await digestTables(client, rawTables),
    derived: await digestTables(client, derivedTables),
  };
  await client.query('commit');
  // Last: a folder without it is no dump.
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2), { mode });
  return manifest;
}

const connectionString = process.env.DATABASE_URL;
const [folder] = process.argv.slice(2);
if (!connectionString || folder === undefined) {
  console.error(
    'Set DATABASE_URL and name a folder: DATABASE_URL=… node api/operations/dump.ts FOLDER',
  );
  process.exitCode = 2;
} else {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    console.log(JSON.stringify(await dump(client, folder), null, 2));
  } finally {
    await client.end();
  }
}
