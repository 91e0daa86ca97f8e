import { readFileSync } from 'node:fs';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { messageOf, UserError } from '../user-error.ts';

/** Who holds a lock. The start time tells a process from a later one that got the same id. */
const holder = z.strictObject({ pid: z.number(), startedAt: z.string() });

type Holder = z.infer<typeof holder>;

const pollMilliseconds = 100;

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

async function holderOf(path: string): Promise<Holder | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  try {
    return holder.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'wx', 0o600);
    const own: Holder = { pid: process.pid, startedAt: startOf(process.pid) };
    await file.writeFile(JSON.stringify(own));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new UserError(
      `${path} cannot be written: ${messageOf(error)}`,
      'Set RIDGELINE_HOME to a folder you can write to.',
    );
  }
}

/**
 * Do something while no other agent does it; the lock of an agent that died is taken over.
 * @throws UserError when another agent holds it longer than `timeoutSeconds`
 */
export async function withLock<T>(
  path: string,
  timeoutSeconds: number,
  work: () => Promise<T>,
): Promise<T> {
  const deadline = performance.now() + timeoutSeconds * 1000;
  while (!(await tryLock(path))) {
    const other = await holderOf(path);
    if (other !== undefined && !isAlive(other)) {
      await rm(path, { force: true });
      continue;
    }
    if (performance.now() > deadline) {
      const who =
        other === undefined ? 'Another ridgeline' : `Another ridgeline, process ${other.pid},`;
      throw new UserError(
        `${who} is sending runs.`,
        `Wait for it; when there is none, remove ${path}`,
      );
    }
    await sleep(pollMilliseconds);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}
