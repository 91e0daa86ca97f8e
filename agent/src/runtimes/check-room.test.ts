import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkRoom, roomFor } from './check-room.ts';

const gibibyte = 2 ** 30;
const ample = { memoryBytes: 8 * gibibyte, diskBytes: 8 * gibibyte, isDiskInMemory: false };

test('a model that fits memory and disk has room', () => {
  expect(checkRoom(gibibyte, ample)).toBeUndefined();
});

test('too little memory and too little disk are named apart, with both amounts and a way out', () => {
  const memory = checkRoom(gibibyte, { ...ample, memoryBytes: gibibyte });
  expect(memory?.reason).toMatch(/1\.6\d* GiB of memory, and 1(\.0+)? GiB are free/);
  expect(memory?.nextStep).toContain('q4_0');
  const disk = checkRoom(gibibyte, { ...ample, diskBytes: gibibyte / 2 });
  expect(disk?.reason).toMatch(/1(\.0+)? GiB of disk .* 512 MiB are free/);
  expect(disk?.nextStep).toContain('TMPDIR');
});

test('a temporary folder in memory counts the model twice', () => {
  const room = { ...ample, memoryBytes: 2 * gibibyte };
  expect(checkRoom(gibibyte, room)).toBeUndefined();
  expect(checkRoom(gibibyte, { ...room, isDiskInMemory: true })).toBeDefined();
});

test('the room of this machine is more than nothing', async () => {
  const room = await roomFor(join(tmpdir(), 'model'));
  expect(room.memoryBytes).toBeGreaterThan(0);
  expect(room.diskBytes).toBeGreaterThan(0);
});
