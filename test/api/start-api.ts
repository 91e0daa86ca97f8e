import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { applicationUrl } from '@ridgeline/stack/application-role';
import { type Postgres, startPostgres } from '@ridgeline/stack/postgres';
import { startSqlEndpoint } from '@ridgeline/stack/sql-endpoint';
import { checkoutFolder, migrate } from '@ridgeline/stack/stack';
import { startWorkers, type Workers } from '@ridgeline/stack/workers';
import pg from 'pg';
import { temporaryFolder } from '../support/test-stack.ts';

/** The built API Worker in workerd over a database of its own. */
export interface Api {
  readonly url: URL;
  /** As the owner of the tables; the Worker itself has fewer rights. */
  readonly databaseUrl: string;
  readonly workers: Workers;
  /** Rows of a statement, past the API. */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Run one of api/operations with this database. */
  script(name: string, ...args: string[]): Promise<string>;
  /** Run one of api/operations with another database. */
  scriptOn(databaseUrl: string, name: string, ...args: string[]): Promise<string>;
  /** Stop only the database: an outage. */
  postgres: Postgres;
  stop(): Promise<void>;
}

async function runScript(
  databaseUrl: string,
  name: string,
  args: readonly string[],
): Promise<string> {
  const file = join(checkoutFolder, 'api', 'operations', name);
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  return (await promisify(execFile)(process.execPath, [file, ...args], { env })).stdout;
}

/** Start the API alone; `variables` are added to the Worker's. */
export async function startApi(variables: Readonly<Record<string, string>> = {}): Promise<Api> {
  const folder = await temporaryFolder();
  const postgres = await startPostgres({
    dataFolder: join(folder.path, 'postgres'),
    isDurable: false,
  });
  await postgres.createDatabase('ridgeline');
  const databaseUrl = postgres.urlOf('ridgeline');
  await migrate(databaseUrl);
  const endpoint = await startSqlEndpoint();
  const workers = await startWorkers({
    port: 0,
    sources: [
      {
        folder: join(checkoutFolder, 'api'),
        bundleFolder: join(checkoutFolder, 'api', 'dist'),
        variables: {
          DATABASE_URL: await applicationUrl(databaseUrl),
          NEON_FETCH_ENDPOINT: endpoint.url,
          ...variables,
        },
      },
    ],
  });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  client.on('error', () => undefined);
  return {
    url: workers.url,
    databaseUrl,
    workers,
    postgres,
    query: async (text, values = []) => (await client.query(text, [...values])).rows,
    script: (name, ...args) => runScript(databaseUrl, name, args),
    scriptOn: (url, name, ...args) => runScript(url, name, args),
    async stop() {
      await client.end();
      await workers.stop();
      await endpoint.stop();
      await postgres.stop();
      await folder.remove();
    },
  };
}
