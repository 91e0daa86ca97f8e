import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError } from '../user-error.ts';
import { readConfig } from './config.ts';
import { Outbox } from './outbox.ts';
import { type Paths, pathsOf } from './paths.ts';

const id = '01890000-0000-7000-8000-000000000001';
const later = '01890000-0001-7000-8000-000000000001';
let home: string;
let paths: Paths;
let outbox: Outbox;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'ridgeline-outbox-'));
  paths = pathsOf({ RIDGELINE_HOME: home });
  outbox = new Outbox(paths);
});

afterEach(() => rm(home, { recursive: true }));

test('a saved run comes back byte for byte and leaves no temporary file', async () => {
  const body = '{"a": 1.0,\n "ü": "\\u0041"}';
  await outbox.save(id, body);
  expect(await outbox.find(id)).toEqual({ id, body, isSent: false });
  expect(await readdir(paths.outboxFolder)).toEqual([`${id}.json`]);
});

test('saving the same run again keeps the first bytes', async () => {
  await outbox.save(id, '{"first":1}');
  await outbox.save(id, '{"second":1}');
  expect((await outbox.find(id))?.body).toBe('{"first":1}');
});

test('a sent run leaves the outbox but can still be shown', async () => {
  await outbox.save(id, '{}');
  await outbox.save(later, '{"b":1}');
  await outbox.markSent(later);
  await outbox.markSent(later);
  expect((await outbox.waiting()).map((run) => run.id)).toEqual([id]);
  expect(await outbox.latest()).toMatchObject({ id: later, isSent: true });
});

test('a file cut short by a crash or rotten is set aside, never deleted', async () => {
  await outbox.save(id, '{"a":1}');
  await outbox.save(later, '{"b":1}');
  await truncate(join(paths.outboxFolder, `${id}.json`), 20);
  const path = join(paths.outboxFolder, `${later}.json`);
  await writeFile(path, (await readFile(path, 'utf8')).replace('b', 'c'));
  expect(await outbox.waiting()).toEqual([]);
  expect(await outbox.badCount()).toBe(2);
});

test('a temporary file of a crashed agent is ignored', async () => {
  await outbox.save(id, '{}');
  await writeFile(join(paths.outboxFolder, `.${later}.json.1.tmp`), '{"half');
  expect((await outbox.waiting()).map((run) => run.id)).toEqual([id]);
});

test('a corrupt config names the file and the next step', async () => {
  expect(await readConfig(paths)).toEqual({});
  await writeFile(paths.configFile, '{"api": 7}');
  await expect(readConfig(paths)).rejects.toMatchObject({
    message: expect.stringContaining(paths.configFile),
    exitCode: 2,
  });
  await writeFile(paths.configFile, '{"api": ');
  await expect(readConfig(paths)).rejects.toMatchObject({
    nextStep: expect.stringContaining('remove'),
  });
});

test('a home that cannot be entered is named, with the next step', async () => {
  // A file where a folder should be refuses everyone, root too.
  await writeFile(join(home, 'blocked'), '');
  const blocked = pathsOf({ RIDGELINE_HOME: join(home, 'blocked') });
  const inside = new Outbox(blocked);
  for (const attempt of [
    () => inside.waiting(),
    () => inside.find(id),
    () => inside.markSent(id),
    () => readConfig(blocked),
  ]) {
    const error: unknown = await attempt().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      message: expect.stringContaining(join(home, 'blocked')),
      nextStep: expect.stringContaining('RIDGELINE_HOME'),
      exitCode: 2,
    });
  }
});
