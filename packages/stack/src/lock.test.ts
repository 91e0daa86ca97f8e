import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Locked, takeLock } from './lock.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ridgeline-lock-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('a lock held by a living process is refused, one of a dead process is taken over', async () => {
  const path = join(folder, 'start.lock');
  await writeFile(path, String(process.ppid));
  await expect(takeLock(path)).rejects.toBeInstanceOf(Locked);
  // No process has this number: the largest that Linux gives is 4194304.
  await writeFile(path, '99999999');
  const release = await takeLock(path);
  await release();
  await (await takeLock(path))();
});
