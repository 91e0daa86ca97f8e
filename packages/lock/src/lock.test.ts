/// <reference types="node" />
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Locked, takeLock } from './lock.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ridgeline-lock-'));
  path = join(folder, 'lock');
});

afterEach(() => rm(folder, { recursive: true }));

test('only one holds the lock at a time, and it is gone afterwards', async () => {
  let holders = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    const release = await takeLock(path, 10);
    holders += 1;
    most = Math.max(most, holders);
    await new Promise((resolve) => setTimeout(resolve, 20));
    holders -= 1;
    await release();
  };
  await Promise.all([1, 2, 3].map(work));
  expect(most).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

test('the lock of a dead process is taken over, also when its id lives on in another one', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  await writeFile(path, `${pid} 1`);
  await (await takeLock(path))();
  if (process.platform !== 'linux') return;
  await writeFile(path, `${process.pid} 1`);
  await (await takeLock(path))();
});

test('a lock without a name belongs to who is writing it, and after some seconds to nobody', async () => {
  await writeFile(path, '');
  await expect(takeLock(path)).rejects.toMatchObject({ holder: undefined });
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(path, longAgo, longAgo);
  await (await takeLock(path))();
});

test('a living holder is waited for and then named', async () => {
  const release = await takeLock(path);
  const refused = takeLock(path, 0.2);
  await expect(refused).rejects.toBeInstanceOf(Locked);
  await expect(refused).rejects.toMatchObject({ holder: process.pid, path });
  await release();
});
