import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from './lock.ts';

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
    holders += 1;
    most = Math.max(most, holders);
    await new Promise((resolve) => setTimeout(resolve, 20));
    holders -= 1;
  };
  await Promise.all([1, 2, 3].map(() => withLock(path, 10, work)));
  expect(most).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

test('the lock is given back when the work fails', async () => {
  const work = () => Promise.reject(new Error('no'));
  await expect(withLock(path, 1, work)).rejects.toThrow('no');
  expect(await withLock(path, 1, async () => 7)).toBe(7);
});

test('the lock of a dead agent is taken over, also when its id lives on in another process', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  await writeFile(path, JSON.stringify({ pid, startedAt: '1' }));
  expect(await withLock(path, 1, async () => 1)).toBe(1);
  if (process.platform !== 'linux') return;
  await writeFile(path, JSON.stringify({ pid: process.pid, startedAt: 'another time' }));
  expect(await withLock(path, 1, async () => 2)).toBe(2);
});

test('a living holder is waited for and then named', async () => {
  const waiting = withLock(path, 5, () => withLock(path, 0.2, async () => 1));
  await expect(waiting).rejects.toThrow(`process ${process.pid}`);
});
