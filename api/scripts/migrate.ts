/** Applies the migrations to DATABASE_URL: `node api/scripts/migrate.ts`. Safe to repeat. */
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';

const migrationsFolder = fileURLToPath(new URL('../src/db/migrations', import.meta.url));

async function run(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query('set statement_timeout = 0; set lock_timeout = 0');
    // Two deployments at once take turns instead of both creating the tables.
    await client.query(`select pg_advisory_lock(hashtextextended('ridgeline migrations', 0))`);
    await migrate(drizzle({ client }), { migrationsFolder });
  } finally {
    await client.end();
  }
}

/** The deepest cause says what happened; the wrappers only repeat the statement. */
function deepestCause(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? deepestCause(error.cause) : error;
}

const connectionString = process.env.DATABASE_URL;
if (connectionString === undefined || connectionString === '') {
  console.error('DATABASE_URL is not set. Set it to the connection string of the database.');
  process.exitCode = 1;
} else {
  try {
    await run(connectionString);
  } catch (error) {
    console.error(`The migrations were not applied: ${String(deepestCause(error))}`);
    console.error('Check that DATABASE_URL is right and that its role may create tables.');
    process.exitCode = 1;
  }
}
