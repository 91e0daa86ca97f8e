import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { commands } from './commands.ts';

test('every file of this folder is a command in the list, with examples', async () => {
  const files = await readdir(new URL('.', import.meta.url));
  const names = files
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => file.replace('.ts', ''))
    .filter((name) => name !== 'command' && name !== 'commands');
  expect(commands.map(({ usage }) => usage.split(' ')[0]).sort()).toEqual(names.sort());
  for (const { examples } of commands) expect(examples.length).toBeGreaterThan(0);
});
