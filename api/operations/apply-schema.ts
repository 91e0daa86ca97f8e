import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import pg from 'pg';
import { refuseUnknownBoard } from './refuse-unknown-board.ts';

const folder = fileURLToPath(new URL('../src/db/', import.meta.url));
const migrationsFolder = `${folder}migrations`;

interface SqlFile {
  /** Of the one function or view that the file makes, and of the file. */
  readonly name: string;
  readonly statement: string;
}

async function filesOf(kind: 'functions' | 'views'): Promise<SqlFile[]> {
  const files = (await readdir(`${folder}${kind}`)).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: basename(file, '.sql'),
      statement: await readFile(`${folder}${kind}/${file}`, 'utf8'),
    })),
  );
}

/** Recorded as drizzle records it, so that its tools find it. */
async function applyMigrations(client: pg.Client): Promise<void> {
  await client.query(`create schema if not exists drizzle;
    create table if not exists drizzle.__drizzle_migrations (
      id serial primary key, hash text not null, created_at bigint)`);
  const { rows } = await client.query('select from drizzle.__drizzle_migrations');
  for (const migration of readMigrationFiles({ migrationsFolder }).slice(rows.length)) {
    for (const statement of migration.sql) await client.query(statement);
    await client.query(
      'insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)',
      [migration.hash, migration.folderMillis],
    );
  }
}

/** Whether the statement went through; false when the function stands with another result. */
async function tryReplace(client: pg.Client, statement: string): Promise<boolean> {
  await client.query('savepoint before_function');
  try {
    await client.query(statement);
    return true;
  } catch (error) {
    // 42P13: cannot change return type, or name of an input parameter, of existing function.
    if (!(error instanceof pg.DatabaseError && error.code === '42P13')) throw error;
    await client.query('rollback to before_function');
    return false;
  }
}

/** Leaves one function of the name: that of the file, whatever parameters and result it had before. */
async function applyFunction(client: pg.Client, { name, statement }: SqlFile): Promise<void> {
  const isReplaced = await tryReplace(client, statement);
  const { rows } = await client.query<{ signature: string }>(
    `select oid::regprocedure::text as signature from pg_proc
     where pronamespace = current_schema()::regnamespace and proname = $1`,
    [name],
  );
  if (isReplaced && rows.length === 1) return;
  for (const { signature } of rows) await client.query(`drop function ${signature}`);
  await client.query(statement);
}

/**
 * Brings a database to this version: pending migrations, then every function and view anew, in one
 * transaction. Functions come first, since triggers of migrations call them: their bodies are bound when
 * they run, so they need neither tables nor each other. Views are bound at once, so they make way first
 * and come last.
 * @throws UnknownBoard when the database began otherwise; then nothing was changed
 */
export async function applySchema(client: pg.Client): Promise<void> {
  await refuseUnknownBoard(client, migrationsFolder);
  const [functions, views] = [await filesOf('functions'), await filesOf('views')];
  await client.query('begin');
  await client.query('set local check_function_bodies = off');
  for (const { name } of views) {
    await client.query(`drop view if exists ${pg.escapeIdentifier(name)}`);
  }
  for (const file of functions) await applyFunction(client, file);
  await applyMigrations(client);
  for (const { statement } of views) await client.query(statement);
  await client.query('commit');
}
