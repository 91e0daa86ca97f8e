import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { messageOf, UserError } from '../user-error.ts';
import type { Paths } from './paths.ts';
import { syncFolder, writeDurably } from './write-durably.ts';

/** A run waiting to be sent, or sent. */
export interface StoredRun {
  readonly id: string;
  /** The submission, byte for byte. */
  readonly body: string;
  readonly isSent: boolean;
}

const filePattern = /^([0-9a-f-]{36})\.json$/;

function checksumOf(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function unreadable(path: string, error: unknown): UserError {
  return new UserError(
    `${path} cannot be read: ${messageOf(error)}`,
    'Give this user the right to read it, or set RIDGELINE_HOME to a folder that you can write to.',
  );
}

/**
 * Runs on disk. A run is saved before anything is sent and leaves the outbox only when the API
 * acknowledged it; a file that cannot be read is moved to `bad/`, never deleted.
 */
export class Outbox {
  readonly #paths: Paths;

  constructor(paths: Paths) {
    this.#paths = paths;
  }

  /** Save a run; resolves when it is on disk. A run that is there already is left as it is. */
  async save(id: string, body: string): Promise<void> {
    if ((await this.find(id)) !== undefined) return;
    const content = JSON.stringify({ sha256: checksumOf(body), body });
    try {
      await writeDurably(join(this.#paths.outboxFolder, `${id}.json`), content, 0o600);
    } catch (error) {
      throw this.#unwritable(error);
    }
  }

  /** Record the API's acknowledgement. */
  async markSent(id: string): Promise<void> {
    const { outboxFolder, sentFolder } = this.#paths;
    const name = `${id}.json`;
    try {
      await mkdir(sentFolder, { recursive: true });
      await rename(join(outboxFolder, name), join(sentFolder, name)).catch((error: unknown) => {
        // Another agent recorded the same acknowledgement first.
        if (!isMissing(error)) throw error;
      });
      await syncFolder(sentFolder);
    } catch (error) {
      throw this.#unwritable(error);
    }
  }

  /** A run by id, waiting or sent; undefined when it is not here. */
  async find(id: string): Promise<StoredRun | undefined> {
    const name = `${id}.json`;
    return (
      (await this.#read(join(this.#paths.outboxFolder, name), false)) ??
      (await this.#read(join(this.#paths.sentFolder, name), true))
    );
  }

  /** Runs waiting to be sent, oldest first (ids sort by time). */
  waiting(): Promise<StoredRun[]> {
    return this.#list(this.#paths.outboxFolder, false);
  }

  /** The newest run, waiting or sent. */
  async latest(): Promise<StoredRun | undefined> {
    const runs = [...(await this.waiting()), ...(await this.#list(this.#paths.sentFolder, true))];
    return runs.sort((a, b) => a.id.localeCompare(b.id)).at(-1);
  }

  async #list(folder: string, isSent: boolean): Promise<StoredRun[]> {
    const names = await readdir(folder).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw unreadable(folder, error);
    });
    const runs: StoredRun[] = [];
    for (const name of names.filter((each) => filePattern.test(each)).sort()) {
      const run = await this.#read(join(folder, name), isSent);
      if (run !== undefined) runs.push(run);
    }
    return runs;
  }

  async #read(path: string, isSent: boolean): Promise<StoredRun | undefined> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw unreadable(path, error);
    }
    // Loaded here: it is large, and `run` reads no run before its first line.
    const { envelope } = await import('./envelope.ts');
    try {
      const { sha256, body } = envelope.parse(JSON.parse(text));
      if (sha256 !== checksumOf(body)) throw new Error('the checksum does not match');
      return { id: basename(path, '.json'), body, isSent };
    } catch {
      await this.#setAside(path);
      return undefined;
    }
  }

  async #setAside(path: string): Promise<void> {
    try {
      await mkdir(this.#paths.badFolder, { recursive: true });
      await rename(path, join(this.#paths.badFolder, `${Date.now()}-${basename(path)}`));
    } catch {
      // Where nothing can be written it stays: the runs beside it can be read all the same.
    }
  }

  /** Number of files that could not be read, for `doctor`. */
  async badCount(): Promise<number> {
    return (await readdir(this.#paths.badFolder).catch(() => [])).length;
  }

  /**
   * Prove that a run can be saved, before anything is measured.
   * @throws UserError when it cannot
   */
  async assertWritable(): Promise<void> {
    const probe = join(this.#paths.outboxFolder, '.probe');
    try {
      await writeDurably(probe, '', 0o600);
      await rm(probe);
    } catch (error) {
      throw this.#unwritable(error);
    }
  }

  #unwritable(error: unknown): UserError {
    return new UserError(
      `Runs cannot be saved in ${this.#paths.outboxFolder}: ${messageOf(error)}`,
      'Free some space or set RIDGELINE_HOME to a folder you can write to.',
    );
  }
}
