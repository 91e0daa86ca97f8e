import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applicationUrl } from './application-role.ts';
import { endOf } from './end-of.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { type SqlEndpoint, startSqlEndpoint } from './sql-endpoint.ts';
import { startWorkers, type Workers } from './workers.ts';

/** Root of the checkout. */
export const checkoutFolder: string = fileURLToPath(new URL('../../..', import.meta.url));

/** The whole product on this machine: Postgres, both Workers on one origin. */
export interface Stack {
  readonly url: URL;
  readonly databaseUrl: string;
  readonly workers: Workers;
  /** Stop everything in order: Workers, endpoint, then the database. */
  stop(): Promise<void>;
}

export interface StackOptions {
  /** 0: any free port. */
  readonly port: number;
  /** Holds the cluster and the Workers' storage. */
  readonly stateFolder: string;
  readonly isDurable: boolean;
  /** A Postgres of the user's own, instead of the embedded one. */
  readonly databaseUrl?: string;
  /** More variables for the API Worker. */
  readonly apiVariables?: Readonly<Record<string, string>>;
}

/** Apply the API's migrations to a database; rejects with what the script printed. */
export async function migrate(databaseUrl: string): Promise<void> {
  const script = join(checkoutFolder, 'api', 'scripts', 'migrate.ts');
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { exitCode, output } = await endOf(child);
  if (exitCode !== 0) throw new Error(`The migrations failed (${exitCode}):\n${output}`);
}

/** Start the Workers over a database that has the current tables. */
export async function startProductWorkers(
  port: number,
  databaseUrl: string,
  endpoint: SqlEndpoint,
  apiVariables: Readonly<Record<string, string>> = {},
  stateFolder?: string,
): Promise<Workers> {
  return startWorkers({
    port,
    ...(stateFolder === undefined ? {} : { stateFolder: join(stateFolder, 'workers') }),
    sources: [
      {
        folder: join(checkoutFolder, 'web'),
        bundleFolder: join(checkoutFolder, 'web', 'dist', 'worker'),
        variables: {},
      },
      {
        folder: join(checkoutFolder, 'api'),
        bundleFolder: join(checkoutFolder, 'api', 'dist'),
        variables: {
          DATABASE_URL: databaseUrl,
          NEON_FETCH_ENDPOINT: endpoint.url,
          ...apiVariables,
        },
      },
    ],
  });
}

/** The Worker's connection string; a server of the user's own is used with the role that was named. */
async function workerUrl(database: { url: string; postgres?: Postgres }): Promise<string> {
  return database.postgres === undefined ? database.url : applicationUrl(database.url);
}

async function openDatabase(options: StackOptions): Promise<{ url: string; postgres?: Postgres }> {
  if (options.databaseUrl !== undefined) return { url: options.databaseUrl };
  const postgres = await startPostgres({
    dataFolder: join(options.stateFolder, 'postgres'),
    isDurable: options.isDurable,
  });
  await postgres.createDatabase('ridgeline');
  return { url: postgres.urlOf('ridgeline'), postgres };
}

/** Start the whole product; what was started is stopped again when a later piece fails. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const database = await openDatabase(options);
    if (database.postgres !== undefined) stops.push(database.postgres.stop);
    await migrate(database.url);
    const endpoint = await startSqlEndpoint();
    stops.push(endpoint.stop);
    const workers = await startProductWorkers(
      options.port,
      await workerUrl(database),
      endpoint,
      options.apiVariables,
      options.isDurable ? options.stateFolder : undefined,
    );
    stops.push(workers.stop);
    return { url: workers.url, databaseUrl: database.url, workers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
