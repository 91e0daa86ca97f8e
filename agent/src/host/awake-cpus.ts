import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('awake-process.js', import.meta.url));

/** Starting a process takes tenths of a second; a host where it takes longer is measured without it. */
const patienceSeconds = 3;

/** Processors that are kept from sleeping until `release`. */
export interface AwakeCpus {
  /** The process that keeps them; absent where none is needed (no virtual machine) or possible. */
  readonly processId?: number;
  /** Ends the process that keeps them; its time then counts to this process's ended children. */
  release(): Promise<void>;
}

const asleep: AwakeCpus = { release: async () => undefined };

function isVirtualLinux(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return /^flags\s*:.*\bhypervisor\b/m.test(readFileSync('/proc/cpuinfo', 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Keep the processors of a virtual machine awake while something is timed. Linux takes a virtual
 * processor that has gone to sleep for one that the host took away, and wakes a thread on the processor
 * of its waker instead: two threads then share one processor for milliseconds, and memory-bound work of
 * two threads ran at 0.6 of the rate that it has when nothing sleeps. Spinning at idle priority (`chrt`)
 * takes nothing from any other thread. Real machines need none of it and lose turbo clocks by it.
 */
export async function keepCpusAwake(): Promise<AwakeCpus> {
  if (!isVirtualLinux()) return asleep;
  const child = fork(entry, [], {
    execPath: 'chrt',
    execArgv: ['-i', '0', process.execPath],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  let timer: NodeJS.Timeout | undefined;
  const isReady = await Promise.race([
    new Promise<boolean>((resolve) => child.once('message', () => resolve(true))),
    ended.then(() => false),
    new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), patienceSeconds * 1000);
    }),
  ]);
  clearTimeout(timer);
  const release = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  if (isReady && child.pid !== undefined) return { processId: child.pid, release };
  await release();
  return asleep;
}
