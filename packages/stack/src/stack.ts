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
  /** Of the embedded server's first process; a server of the user's own has none. */
  readonly databasePid: number | undefined;
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

/** A database could not be brought to this version: what, why and the next step, for people. */
export class NotMigrated extends Error {}

/** Exit code of migrate.ts for a board from before. */
const exitRefused = 3;

function ownBoardHelp(folder: string): string {
  const [password, port] = [`cat ${folder}.password`, `sed -n 4p ${folder}/postmaster.pid`];
  return `This is this machine's own board. To start anew, remove ${folder}: the next npm start measures again.
To keep it: while npm start runs, of the old version or of the new one, DATABASE_URL is
  "postgresql://ridgeline:$(${password})@127.0.0.1:$(${port})/ridgeline"
`;
}

/**
 * Bring a database to the API's tables. `ownFolder` is where this machine's own board lies: the next
 * step names it.
 * @throws NotMigrated with what the script printed
 */
export async function migrate(databaseUrl: string, ownFolder?: string): Promise<void> {
  const script = join(checkoutFolder, 'api', 'operations', 'migrate.ts');
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { exitCode, output } = await endOf(child);
  if (exitCode === 0) return;
  const isOwnRefused = exitCode === exitRefused && ownFolder !== undefined;
  throw new NotMigrated(`${output}${isOwnRefused ? ownBoardHelp(ownFolder) : ''}`.trim());
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
async function workerUrl(database: Database): Promise<string> {
  return database.own === undefined ? database.url : applicationUrl(database.url);
}

interface Database {
  readonly url: string;
  /** The embedded server and its folder; a server of the user's own has neither. */
  readonly own?: { readonly postgres: Postgres; readonly folder: string };
}

async function openDatabase(options: StackOptions): Promise<Database> {
  if (options.databaseUrl !== undefined) return { url: options.databaseUrl };
  const folder = join(options.stateFolder, 'postgres');
  const postgres = await startPostgres({ dataFolder: folder, isDurable: options.isDurable });
  await postgres.createDatabase('ridgeline');
  return { url: postgres.urlOf('ridgeline'), own: { postgres, folder } };
}

/** Start the whole product; what was started is stopped again when a later piece fails. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const database = await openDatabase(options);
    if (database.own !== undefined) stops.push(database.own.postgres.stop);
    await migrate(database.url, database.own?.folder);
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
    const databasePid = database.own?.postgres.pid;
    return { url: workers.url, databaseUrl: database.url, databasePid, workers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
