// `npm start`: the whole product on this machine, with this machine on its board.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Locked, takeLock } from '@ridgeline/lock/lock';
import { endOf } from '../src/end-of.ts';
import { reachableStateFolder } from '../src/postgres.ts';
import { checkoutFolder, type Stack, startStack } from '../src/stack.ts';
import { build, readFlags, runCommand, UserError } from './command.ts';

const help = `Usage: npm start [-- --no-measure]

Starts Postgres, the API and the web site on this machine, measures it with the quick suite
(under 30 s), submits the result to the local board and prints "ready http://localhost:8787".

  --no-measure   start without measuring
  PORT=9000      listen on another port (default 8787)
  RIDGELINE_STATE=FOLDER   keep the data elsewhere
  DATABASE_URL   use a Postgres of yours instead of the embedded one

Ctrl-C stops everything; the data stays for the next start.
`;

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function readOptions(): { readonly isMeasuring: boolean; readonly port: number } {
  const flags = readFlags({ 'no-measure': { type: 'boolean' } }, help);
  const port = Number(process.env.PORT ?? 8787);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UserError(`PORT must be a whole number from 1 to 65535, not "${process.env.PORT}".`);
  }
  return { isMeasuring: !flags['no-measure'], port };
}

async function assertFree(port: number): Promise<void> {
  const inUse = new UserError(
    `Port ${port} is in use. Stop what listens there, or choose another: PORT=9000 npm start`,
  );
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => reject(inUse));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

async function takeStackLock(stateFolder: string): Promise<() => Promise<void>> {
  try {
    return await takeLock(join(stateFolder, 'start.lock'));
  } catch (error) {
    if (!(error instanceof Locked)) throw error;
    throw new UserError(
      `npm start already runs here as process ${error.holder}. Use it, or stop it with Ctrl-C first.`,
    );
  }
}

/** Run the agent's quick suite against the local board; a failed run leaves the board usable. */
async function measureThisMachine(
  url: string,
  stateFolder: string,
  onChild: (child: ChildProcess) => void,
): Promise<void> {
  const agent = join(checkoutFolder, 'agent', 'dist', 'bin.js');
  const child = spawn(
    process.execPath,
    [agent, 'run', '--preset', 'quick', '--submit', '--api', url],
    {
      // stdout is kept for the one line that says ready; a group of its own so that Ctrl-C is passed on once.
      stdio: ['ignore', 2, 2],
      detached: true,
      env: { ...process.env, RIDGELINE_HOME: join(stateFolder, 'agent') },
    },
  );
  onChild(child);
  const { exitCode } = await endOf(child);
  if (exitCode === 0) return;
  say(`The measurement ended with exit code ${exitCode}; the board runs without it.`);
  say(`Try again with: node agent/dist/bin.js run --submit --api ${url}`);
}

/** In production a cron trigger verifies proofs and writes the dumps; here a timer does. */
function runCron(stack: Stack): NodeJS.Timeout {
  return setInterval(() => {
    stack.workers
      .runScheduled('ridgeline-api')
      .catch((error: unknown) => say(`The scheduled work failed: ${error}`));
  }, 60_000);
}

/** Aborts at the first Ctrl-C; the agent, if it measures, is told. */
function stopSignal(agent: () => ChildProcess | undefined): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // The same Ctrl-C can arrive twice, from the terminal and from npm; the agent takes a second as "at once".
      if (stopping.signal.aborted) return;
      say('\nStopping …');
      stopping.abort();
      agent()?.kill('SIGINT');
    });
  }
  return stopping.signal;
}

async function start(): Promise<void> {
  const { isMeasuring, port } = readOptions();
  await assertFree(port);
  const stateFolder = process.env.RIDGELINE_STATE || (await reachableStateFolder(checkoutFolder));
  await mkdir(stateFolder, { recursive: true });
  const releaseLock = await takeStackLock(stateFolder);

  let agent: ChildProcess | undefined;
  const stop = stopSignal(() => agent);
  const stopRequested = new Promise((resolve) => stop.addEventListener('abort', resolve));
  try {
    say('Building …');
    await build();
    say('Starting Postgres, the API and the site …');
    const stack = await startStack({
      port,
      stateFolder,
      isDurable: true,
      ...(process.env.DATABASE_URL ? { databaseUrl: process.env.DATABASE_URL } : {}),
    });
    const url = `http://localhost:${port}`;
    const cron = runCron(stack);
    try {
      if (isMeasuring && !stop.aborted) {
        say(`The board is up at ${url}; measuring this machine …`);
        await measureThisMachine(url, stateFolder, (child) => {
          agent = child;
        });
      }
      if (!stop.aborted) {
        process.stdout.write(`ready ${url}\n`);
        await stopRequested;
      }
    } finally {
      clearInterval(cron);
      await stack.stop();
    }
  } finally {
    await releaseLock();
  }
}

await runCommand(async () => {
  await start();
  return 0;
});
// What a failed start may have left behind must not keep the terminal.
process.exit();
