import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createModelFile } from './model-file.ts';

// Processes start slowly on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 60_000 });

let parent = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'model-file-'));
});
afterEach(() => rm(parent, { recursive: true }));

test('removing takes the file and its folder, and again is no error', async () => {
  const file = await createModelFile(parent);
  await writeFile(file.path, 'weights');
  expect(existsSync(file.path)).toBe(true);
  await file.remove();
  await file.remove();
  expect(await readdir(parent)).toEqual([]);
});

test('a folder of an agent that was killed goes, one of a running agent stays', async () => {
  const ended = spawnSync(process.execPath, ['-e', 'console.log(process.pid)'], {
    encoding: 'utf8',
  });
  const dead = `ridgeline-llm-${ended.stdout.trim()}-dead`;
  const alive = `ridgeline-llm-${process.pid}-alive`;
  for (const name of [dead, alive, 'something-else']) await mkdir(join(parent, name));
  const file = await createModelFile(parent);
  const names = await readdir(parent);
  expect(names).not.toContain(dead);
  expect(names).toEqual(expect.arrayContaining([alive, 'something-else']));
  await file.remove();
});

test('a process that ends without removing leaves nothing behind', async () => {
  const program = `
    import { writeFileSync } from 'node:fs';
    const { createModelFile } = await import(${JSON.stringify(new URL('model-file.ts', import.meta.url).href)});
    const file = await createModelFile(${JSON.stringify(parent)});
    writeFileSync(file.path, 'weights');
    process.exit(0);`;
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  });
  expect(ended.status, ended.stderr).toBe(0);
  expect(await readdir(parent)).toEqual([]);
});
