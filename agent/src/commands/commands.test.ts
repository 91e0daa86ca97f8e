import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { commands, loadCommands } from './commands.ts';

test('every file of this folder is a command in the list, with examples', async () => {
  const files = await readdir(new URL('.', import.meta.url));
  const names = files
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => file.replace('.ts', ''))
    .filter((name) => name !== 'command' && name !== 'commands');
  expect(Object.keys(commands).sort()).toEqual(names.sort());
  for (const name of names) {
    const [command, ...others] = await loadCommands([name, '--help']);
    expect(others).toEqual([]);
    expect(command?.usage.split(' ')[0]).toBe(name);
    expect(command?.examples.length).toBeGreaterThan(0);
  }
});

test('help, mistakes and completion know every command', async () => {
  for (const args of [[], ['--help'], ['constructor'], ['frobnicate'], ['--', 'rnu']]) {
    expect(await loadCommands(args)).toHaveLength(Object.keys(commands).length);
  }
});
