import { getTableName } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type pg from 'pg';
import { derivedTables, rawTables } from './table-digests.ts';

/** The database holds a board that this version did not begin. */
export class UnknownBoard extends Error {}

const wayOut = `Nothing was changed. Either start anew, with an empty database; or keep what it holds: with the
version that made it, dump it (DATABASE_URL=… node api/scripts/dump.ts FOLDER), then with this one fill an
empty database, with DATABASE_URL set to it:
  node api/operations/migrate.ts
  node api/operations/restore.ts FOLDER
  node api/operations/rebuild.ts --fill`;

async function appliedHashes(client: pg.Client): Promise<string[]> {
  const [journal] = (
    await client.query<{ exists: boolean }>(
      `select to_regclass('drizzle.__drizzle_migrations') is not null as exists`,
    )
  ).rows;
  if (!journal?.exists) return [];
  const { rows } = await client.query<{ hash: string }>(
    'select hash from drizzle.__drizzle_migrations order by id',
  );
  return rows.map(({ hash }) => hash);
}

async function presentTables(client: pg.Client): Promise<string[]> {
  const ours = [...rawTables, ...derivedTables].map(getTableName);
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables
     where schemaname = current_schema() and tablename = any($1) order by 1`,
    [ours],
  );
  return rows.map(({ name }) => name);
}

/** Only an empty database is begun, and only one whose migrations are the first of ours is continued. */
export async function refuseUnknownBoard(
  client: pg.Client,
  migrationsFolder: string,
): Promise<void> {
  const ours = readMigrationFiles({ migrationsFolder }).map(({ hash }) => hash);
  const applied = await appliedHashes(client);
  if (applied.length === 0) {
    const tables = await presentTables(client);
    if (tables.length === 0) return;
    throw new UnknownBoard(
      `The database has tables of a board (${tables.join(', ')}) and no record of its migrations.\n${wayOut}`,
    );
  }
  if (applied[0] !== ours[0]) {
    throw new UnknownBoard(
      `The database holds a board from before: it did not begin with migration 0000 of this version.\n${wayOut}`,
    );
  }
  const known = applied.findIndex((hash, index) => hash !== ours[index]);
  if (known !== -1) {
    throw new UnknownBoard(
      `The database was migrated by a newer version: its migration ${known + 1} is not among the ` +
        `${ours.length} of this one. Nothing was changed. Use the version that migrated it.`,
    );
  }
}
