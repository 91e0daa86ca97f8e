/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who holds a lock. The start time tells a process from a later one that got the same id. */
interface Holder {
  readonly pid: number;
  readonly startedAt: string;
}

/** Another living process holds the lock. */
export class Locked extends Error {
  readonly path: string;
  /** Process id; undefined while the holder is still writing it down. */
  readonly holder: number | undefined;

  constructor(path: string, holder: number | undefined) {
    super(`Process ${holder ?? '(unknown)'} holds the lock ${path}.`);
    this.path = path;
    this.holder = holder;
  }
}

const pollMilliseconds = 100;
/** A holder writes its name at once: a file without one that is older was left by who died doing so. */
const namelessMilliseconds = 5000;

/** When a process began, in the system's own units; empty where the system does not tell. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name may hold spaces; fields are counted from the closing bracket.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, but belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startedAt === startOf(pid);
}

/** Undefined for a file that names nobody: its holder is writing it, or died doing so. */
async function holderOf(path: string): Promise<Holder | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const [pid, startedAt = ''] = text.split(' ');
  return Number.isSafeInteger(Number(pid)) && Number(pid) > 0
    ? { pid: Number(pid), startedAt }
    : undefined;
}

async function isLeftBehind(path: string, holder: Holder | undefined): Promise<boolean> {
  if (holder !== undefined) return !isAlive(holder);
  const written = await stat(path).catch(() => undefined);
  return written !== undefined && Date.now() - written.mtimeMs > namelessMilliseconds;
}

async function tryLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(`${process.pid} ${startOf(process.pid)}`);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Takes an exclusive lock file that names this process; that of a process which died is taken over.
 * @param patienceSeconds time to wait for a living holder
 * @returns a function that gives it back
 * @throws Locked when a living process holds it longer; the system's error when it cannot be written
 */
export async function takeLock(path: string, patienceSeconds = 0): Promise<() => Promise<void>> {
  const deadline = performance.now() + patienceSeconds * 1000;
  while (!(await tryLock(path))) {
    const holder = await holderOf(path);
    if (await isLeftBehind(path, holder)) {
      await rm(path, { force: true });
      continue;
    }
    if (performance.now() >= deadline) throw new Locked(path, holder?.pid);
    await sleep(pollMilliseconds);
  }
  return () => rm(path, { force: true });
}
