import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkoutFolder } from '@ridgeline/stack/stack';
import { expect, test } from 'vitest';

interface NamedCommand {
  readonly name: string;
  readonly script: string;
  readonly summary: string;
}

function read(path: string): string {
  return readFileSync(join(checkoutFolder, path), 'utf8');
}

const launcher = 'packages/stack/launch.mjs';
const commands = JSON.parse(read('packages/stack/commands.json')) as readonly NamedCommand[];

/** npm's own short forms. */
const shortForms: readonly string[] = ['start', 'test'];

test('the npm scripts of the root are the table of commands, in its order', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const expected = [...commands.map(({ name }) => name), 'help'].map((name) => [
    name,
    `node ${launcher} ${name}`,
  ]);
  expect(Object.entries(scripts)).toEqual(expected);
});

test('every command of the table has its script', () => {
  const missing = commands.filter(({ script }) => !existsSync(join(checkoutFolder, script)));
  expect(missing).toEqual([]);
});

test('the README lists every command with the summary of the table', () => {
  const rows = commands.map(({ name, summary }) => {
    const typed = shortForms.includes(name) ? `npm ${name}` : `npm run ${name}`;
    return `| \`${typed}\` | ${summary} |`;
  });
  const listed = read('README.md')
    .split('\n')
    .filter((line) => line.startsWith('| `npm '));
  expect(listed).toEqual(rows);
});

test('help prints every command; an unknown one is refused with the list', async () => {
  const launch = (...args: readonly string[]) =>
    promisify(execFile)(process.execPath, [join(checkoutFolder, launcher), ...args]);
  const { stdout } = await launch('help');
  const refusal = await launch('bench:everything').catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 1 });
  for (const { name, summary } of commands) {
    expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    expect(stdout).toContain(summary);
    expect(refusal).toHaveProperty('stderr', expect.stringContaining(summary));
  }
});
