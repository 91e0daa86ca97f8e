/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files below a folder that stands for `/`, so that a recorded machine can be read as this one is. */
export class SystemFiles {
  readonly #root: string;

  constructor(root = '/') {
    this.#root = root;
  }

  /** The trimmed text, or undefined where there is none that this process may read. */
  text(path: string): string | undefined {
    try {
      return readFileSync(join(this.#root, path), 'utf8').trim();
    } catch {
      return undefined;
    }
  }

  /** The number in a file; undefined where it holds none. */
  number(path: string): number | undefined {
    const text = this.text(path);
    const value = text ? Number(text) : Number.NaN;
    return Number.isNaN(value) ? undefined : value;
  }

  /** Names in a folder, in order; none where there is no folder. */
  names(path: string): string[] {
    try {
      return readdirSync(join(this.#root, path)).sort();
    } catch {
      return [];
    }
  }
}
