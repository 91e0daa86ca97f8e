import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'ridgeline-llm-';

/** A place for one model's file. */
export interface ModelFile {
  readonly path: string;
  /** Removes the file; again is no error. */
  remove(): Promise<void>;
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // No permission to signal it means that it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes what a killed agent left behind: the folder's name tells whose it was. */
async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const owner = /^ridgeline-llm-(\d+)-/.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    // Another user's folder cannot be removed, and is not ours to complain about.
    await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Makes a temporary folder for a model; the file goes with `remove`, or at the process's exit. */
export async function createModelFile(parent: string = tmpdir()): Promise<ModelFile> {
  await removeLeftovers(parent);
  const folder = await mkdtemp(join(parent, `${prefix}${process.pid}-`));
  const atExit = (): void => rmSync(folder, { recursive: true, force: true });
  process.on('exit', atExit);
  return {
    path: join(folder, 'model.gguf'),
    async remove() {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      process.off('exit', atExit);
    },
  };
}
