/// <reference types="node" />
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A machine of `machines/`, written below a folder that then stands for its `/`. */
export interface UnfoldedMachine {
  readonly title: string;
  /** Whether the files are recorded ones or were built from documented formats. */
  readonly origin: string;
  readonly source: string;
  readonly root: string;
}

/**
 * Writes the files that a text names: three lines of `# title`, `# origin` and `# source`, then `path: text`
 * for each file, or `path:` and its lines, each behind two spaces.
 */
export function unfoldMachine(file: URL, root: string): UnfoldedMachine {
  const [title = '', origin = '', source = '', ...lines] = readFileSync(file, 'utf8').split('\n');
  const texts = new Map<string, string[]>();
  let open: string[] = [];
  for (const line of lines) {
    const match = /^(\S+):(?: (.*))?$/.exec(line);
    if (line.startsWith('  ')) open.push(line.slice(2));
    else if (match !== null) {
      open = match[2] === undefined ? [] : [match[2]];
      texts.set(match[1] ?? '', open);
    }
  }
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `${text.join('\n')}\n`);
  }
  const bare = (line: string): string => line.replace(/^# /, '');
  return { title: bare(title), origin: bare(origin), source: bare(source), root };
}
