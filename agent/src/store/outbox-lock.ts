import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Locked, takeLock } from '@ridgeline/lock/lock';
import { messageOf, UserError } from '../user-error.ts';

async function lockOutbox(path: string, patienceSeconds: number): Promise<() => Promise<void>> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await takeLock(path, patienceSeconds);
  } catch (error) {
    if (error instanceof Locked) {
      const who = error.holder === undefined ? '' : `, process ${error.holder},`;
      throw new UserError(
        `Another ridgeline${who} is sending runs.`,
        `Wait for it; when there is none, remove ${path}`,
      );
    }
    throw new UserError(
      `${path} cannot be written: ${messageOf(error)}`,
      'Set RIDGELINE_HOME to a folder you can write to.',
    );
  }
}

/**
 * Does something while no other agent sends; the lock of an agent that died is taken over.
 * @throws UserError when another agent holds it longer than `patienceSeconds`
 */
export async function whileNoOtherSends<T>(
  path: string,
  patienceSeconds: number,
  work: () => Promise<T>,
): Promise<T> {
  const release = await lockOutbox(path, patienceSeconds);
  try {
    return await work();
  } finally {
    await release();
  }
}
