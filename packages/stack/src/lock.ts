import { open, readFile, rm } from 'node:fs/promises';

/** Another process holds the lock. */
export class Locked extends Error {
  readonly holder: number;

  constructor(path: string, holder: number) {
    super(`Process ${holder} already uses this folder (lock ${path}).`);
    this.holder = holder;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Take an exclusive lock file that names this process; a lock of a dead process is taken over.
 * @returns a function that gives it back
 * @throws Locked when a living process holds it
 */
export async function takeLock(path: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = Number(await readFile(path, 'utf8').catch(() => '0'));
      if (holder > 0 && holder !== process.pid && isAlive(holder)) throw new Locked(path, holder);
      await rm(path, { force: true });
    }
  }
}
