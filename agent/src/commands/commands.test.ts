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
    const available = await loadCommands([name, '--help']);
    const loaded = available.filter((command) => command.loaded !== undefined);
    expect(loaded).toHaveLength(1);
    expect(loaded[0]?.usage.split(' ')[0]).toBe(name);
    expect(loaded[0]?.loaded?.examples.length).toBeGreaterThan(0);
  }
});

test('flags alone load no command, which would keep help waiting', async () => {
  for (const args of [[], ['--help'], ['--version']]) {
    const available = await loadCommands(args);
    expect(available).toHaveLength(Object.keys(commands).length);
    expect(available.every(({ loaded }) => loaded === undefined)).toBe(true);
  }
});

test('mistakes and completion know every command', async () => {
  for (const args of [['constructor'], ['frobnicate'], ['--', 'rnu']]) {
    const available = await loadCommands(args);
    expect(available.every(({ loaded }) => loaded !== undefined)).toBe(true);
  }
});
