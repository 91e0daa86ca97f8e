import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { applicationUrl } from '@ridgeline/stack/application-role';
import { freePort, type Postgres, startPostgres } from '@ridgeline/stack/postgres';
import { checkoutFolder, migrate, NotMigrated } from '@ridgeline/stack/stack';
import { medianRank } from '@ridgeline/statistics/order-statistic-interval';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../support/test-stack.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let postgres: Postgres;

beforeAll(async () => {
  folder = await temporaryFolder();
  postgres = await startPostgres({ dataFolder: join(folder.path, 'postgres'), isDurable: false });
  await postgres.createDatabase('migrated');
  await migrate(postgres.urlOf('migrated'));
});

afterAll(async () => {
  await postgres?.stop();
  await folder?.remove();
});

/** How a program failed. */
interface Failure {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

type Query = <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

/** Use a database by SQL, as its owner. */
async function using<T>(database: string, use: (query: Query) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: postgres.urlOf(database) });
  await client.connect();
  try {
    return await use(async (text, values = []) => (await client.query(text, [...values])).rows);
  } finally {
    await client.end();
  }
}

/** A new database, empty or a copy of a migrated one. */
async function database(name: string, template?: string): Promise<string> {
  await postgres.createDatabase(name, template);
  return postgres.urlOf(name);
}

/** Everything a migration could change: tables, columns, functions, triggers and what was applied. */
const catalogue = `
  select 'column' as kind, table_schema || '.' || table_name || '.' || column_name as name,
    data_type as definition from information_schema.columns
    where table_schema in ('public', 'drizzle')
  union all select 'function', proname, md5(prosrc) from pg_proc
    where pronamespace = 'public'::regnamespace
  union all select 'trigger', tgname, tgrelid::regclass::text from pg_trigger where not tgisinternal
  order by 1, 2, 3`;

const applied = 'select hash, created_at from drizzle.__drizzle_migrations order by id';

test('migrating twice changes nothing the second time', async () => {
  const url = await database('twice', 'migrated');
  const before = await using('twice', async (query) => [
    await query(catalogue),
    await query(applied),
  ]);
  await migrate(url);
  const after = await using('twice', async (query) => [
    await query(catalogue),
    await query(applied),
  ]);
  expect(after).toEqual(before);
});

test('each migrate makes every function anew, whatever stands in its place', async () => {
  const url = await database('changed', 'migrated');
  const before = await using('changed', (query) => query(catalogue));
  await using('changed', async (query) => {
    await query(`create or replace function median_low_rank(count integer) returns integer
      language sql as 'select 7'`);
    await query('drop function note_stale_owners(uuid)');
    await query(
      `create function note_stale_owners(a uuid, b uuid) returns void language sql as ''`,
    );
    await query('drop function pool_stale_groups()');
    await query(`create function pool_stale_groups() returns integer language sql as 'select 1'`);
    await query('create or replace view owner_medians as select *, 1 as one from owner_peaks');
  });
  await migrate(url);
  expect(await using('changed', (query) => query(catalogue))).toEqual(before);
});

/** As the database of version 0.1.0's predecessors looks to a migration. */
async function oldBoard(name: string): Promise<string> {
  const url = await database(name);
  await using(name, async (query) => {
    await query('create schema drizzle');
    await query(`create table drizzle.__drizzle_migrations (
      id serial primary key, hash text not null, created_at bigint)`);
    await query(`insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, 1)`, [
      'f'.repeat(64),
    ]);
    await query('create table submissions (id uuid primary key)');
  });
  return url;
}

test('a board from before is refused with the way out, and nothing is changed', async () => {
  const url = await oldBoard('old');
  const before = await using('old', (query) => query(catalogue));
  const refused = migrate(url);
  await expect(refused).rejects.toThrow(NotMigrated);
  for (const part of ['a board from before', 'Nothing was changed', 'dump', 'start anew']) {
    await expect(refused).rejects.toThrow(part);
  }
  expect(await using('old', (query) => query(catalogue))).toEqual(before);
});

test('npm start on a board from before says what to do, without a stack trace, and fails', async () => {
  const stateFolder = join(folder.path, 'state');
  const dataFolder = join(stateFolder, 'postgres');
  const old = await startPostgres({ dataFolder, isDurable: false });
  await old.createDatabase('ridgeline');
  const client = new pg.Client({ connectionString: old.urlOf('ridgeline') });
  await client.connect();
  await client.query('create table submissions (id uuid primary key)');
  await client.end();
  await old.stop();
  const { DATABASE_URL: _, ...inherited } = process.env;
  const env = { ...inherited, RIDGELINE_STATE: stateFolder, PORT: String(await freePort()) };
  const command = join(checkoutFolder, 'packages/stack/commands/start.ts');
  const started = promisify(execFile)(process.execPath, [command, '--no-measure'], { env });
  const { code, stderr, stdout } = await started.then(
    (output) => ({ ...output, code: 0 }),
    (error: unknown) => error as Failure,
  );
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain(`To start anew, remove ${dataFolder}`);
  expect(stderr).not.toMatch(/^ +at /m);
});

test('tables without a record of migrations are refused', async () => {
  const url = await database('bare');
  await using('bare', (query) => query('create table submissions (id uuid primary key)'));
  await expect(migrate(url)).rejects.toThrow('no record of its migrations');
});

test('a database of a newer version is refused', async () => {
  const url = await database('newer', 'migrated');
  await using('newer', (query) =>
    query(
      `insert into drizzle.__drizzle_migrations (hash, created_at) values ('${'a'.repeat(64)}', 9e12)`,
    ),
  );
  await expect(migrate(url)).rejects.toThrow('by a newer version');
});

test('tables of other programs do not stand in the way', async () => {
  const url = await database('shared');
  await using('shared', (query) => query('create table notes (id integer)'));
  await migrate(url);
});

test('a migration that fails leaves the database as it was', async () => {
  const url = await database('failing');
  await using('failing', (query) => query('create table submission_summaries_owner (id integer)'));
  const before = await using('failing', (query) => query(catalogue));
  await expect(migrate(url)).rejects.toThrow('submission_summaries_owner');
  expect(await using('failing', (query) => query(catalogue))).toEqual(before);
});

test('the database holds the functions and views of the folder, and no others', async () => {
  const files = await using('migrated', (query) =>
    query<{ name: string }>(`select proname as name from pg_proc
      where pronamespace = 'public'::regnamespace order by 1`),
  );
  for (const { name } of files) {
    const file = join(checkoutFolder, 'api/src/db/functions', `${name}.sql`);
    expect(await readFile(file, 'utf8')).toContain(`function ${name}(`);
  }
});

test('a view has the columns of the table that is filled from it', async () => {
  for (const [view, table] of [
    ['owner_medians', 'owner_peaks'],
    ['group_medians', 'entry_peaks'],
  ]) {
    const columns = `select column_name, ordinal_position from information_schema.columns
      where table_name = $1 order by ordinal_position`;
    const [ofView, ofTable] = await using('migrated', async (query) => [
      await query(columns, [view]),
      await query(columns, [table]),
    ]);
    expect(ofView).toEqual(ofTable);
  }
});

test('the interval of a median has the rank that packages/statistics gives it', async () => {
  const counts = Array.from({ length: 2000 }, (_, index) => index + 1);
  counts.push(2001, 4999, 5000, 12_345, 99_999, 100_000, 1_000_000, 1_000_001);
  const rows = await using('migrated', (query) =>
    query<{ rank: number }>(
      `select median_low_rank(n) as rank
       from unnest($1::int[]) with ordinality as c (n, place) order by place`,
      [counts],
    ),
  );
  expect(rows.map(({ rank }) => rank)).toEqual(counts.map((count) => medianRank(count)));
});

/** What a query reads first: how it finds its rows, or that it reads a whole table. */
function scansOf(plan: unknown): string[] {
  if (typeof plan !== 'object' || plan === null) return [];
  const type: unknown = Reflect.get(plan, 'Node Type');
  const own =
    typeof type === 'string' && type.endsWith('Scan') && Reflect.has(plan, 'Relation Name')
      ? [`${type} ${Reflect.get(plan, 'Index Cond') ?? ''}`]
      : [];
  return [...own, ...Object.values(plan).flatMap(scansOf)];
}

test('the medians of one group, or of one owner in it, read no other group', async () => {
  await database('planned', 'migrated');
  await using('planned', async (query) => {
    await query(`insert into peak_measurements
      select gen_random_uuid(), md5((n % 400)::text)::uuid, 'bandwidth', md5((n / 3)::text), 3, 'read', n,
        now(), n, n, 9, 'read', 'f32', now() from generate_series(1, 40000) as n`);
    await query('insert into owner_peaks select * from owner_medians');
    await query(`insert into owner_standings (owner, voice, reason, first_seen_at)
      select md5(n::text), md5(n::text), 'own', now() from generate_series(0, 13334) as n`);
    await query('analyze peak_measurements, owner_peaks, owner_standings');
    const group = `md5('7')::uuid`;
    for (const [statement, condition] of [
      [`owner_medians where group_id = ${group}`, /group_id = '/],
      [`owner_medians where group_id = any(array[${group}])`, /group_id = ANY/],
      [`owner_medians where group_id = ${group} and owner = any(array['a'])`, /group_id.*owner = /],
      // And of its owners, how they stand.
      [`group_medians where group_id = any(array[${group}])`, /group_id = ANY|\(owner = p/],
    ] as const) {
      const [row] = await query<{ 'QUERY PLAN': unknown }>(
        `explain (format json) select * from ${statement}`,
      );
      const scans = scansOf(row?.['QUERY PLAN']);
      expect(scans.length, statement).toBeGreaterThan(0);
      for (const scan of scans)
        if (!scan.startsWith('Bitmap Heap')) expect(scan).toMatch(condition);
    }
  });
});

test('the Worker reads what its functions need and changes no group', async () => {
  const client = new pg.Client({
    connectionString: await applicationUrl(await database('rights', 'migrated')),
  });
  await client.connect();
  try {
    for (const view of ['owner_medians', 'group_medians'])
      await client.query(`select from ${view}`);
    for (const statement of [`update board_groups set backend = 'x'`, 'delete from board_groups']) {
      await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' });
    }
  } finally {
    await client.end();
  }
});
