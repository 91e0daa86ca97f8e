/**
 * Brings DATABASE_URL to this version's tables, functions and views: `node api/operations/migrate.ts`.
 * Safe to repeat. Exit code 3, and nothing was changed, when the database holds a board from before.
 */
import pg from 'pg';
import { applySchema } from './apply-schema.ts';
import { UnknownBoard } from './refuse-unknown-board.ts';

const exitRefused = 3;

async function run(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query('set statement_timeout = 0; set lock_timeout = 0');
    // Two deployments at once take turns instead of both creating the tables.
    await client.query(`select pg_advisory_lock(hashtextextended('ridgeline migrations', 0))`);
    await applySchema(client);
  } finally {
    await client.end();
  }
}

const connectionString = process.env.DATABASE_URL;
if (connectionString === undefined || connectionString === '') {
  console.error('DATABASE_URL is not set. Set it to the connection string of the database.');
  process.exitCode = 1;
} else {
  try {
    await run(connectionString);
  } catch (error) {
    if (error instanceof UnknownBoard) {
      console.error(error.message);
      process.exitCode = exitRefused;
    } else {
      console.error(`The database was not migrated: ${String(error)}`);
      console.error('Check that DATABASE_URL is right and that its role may create tables.');
      process.exitCode = 1;
    }
  }
}
