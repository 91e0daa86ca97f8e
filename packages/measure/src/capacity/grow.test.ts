import { pageBytes } from '@ridgeline/kernels/capacity/pages';
import { referenceOf } from '@ridgeline/kernels/references';
import { findKernelSpec } from '@ridgeline/kernels/specs';
import { expect, it } from 'vitest';
import { type GrowOptions, grow } from './grow.ts';
import { prepareHostCapacity } from './host-capacity.ts';

const gibibyte = 1024 ** 3;

const growWith = (changes: Partial<GrowOptions>) =>
  grow({
    ceilingBytes: 5 * gibibyte,
    pieceBytes: 2 * gibibyte,
    add: async () => true,
    availableBytes: () => undefined,
    ...changes,
  });

it('takes whole pieces and a last one up to the ceiling', async () => {
  const pieces: number[] = [];
  const add = async (bytes: number) => pieces.push(bytes) > 0;
  expect(await growWith({ add })).toEqual({ bytes: 5 * gibibyte, end: 'stopped-by-ceiling' });
  expect(pieces).toEqual([2 * gibibyte, 2 * gibibyte, gibibyte]);
});

it('ends at the first refusal with what it has', async () => {
  const add = async (_bytes: number, firstPage: number) => firstPage === 0;
  expect(await growWith({ add })).toEqual({ bytes: 2 * gibibyte, end: 'stopped-by-refusal' });
});

it("never touches the host's reserve", async () => {
  let available = 6 * gibibyte;
  const add = async (bytes: number) => {
    available -= bytes;
    return true;
  };
  const grown = await growWith({ ceilingBytes: 2 ** 40, add, availableBytes: () => available });
  expect(grown).toEqual({ bytes: 4 * gibibyte, end: 'stopped-by-host' });
  expect(available).toBeGreaterThanOrEqual(gibibyte);
});

it("writes the host's memory and reads every page of it back", { timeout: 30_000 }, async () => {
  const kernel = findKernelSpec('capacity');
  if (kernel === undefined) throw new Error('The suite has no capacity.');
  const size = { bytes: 300 * 1024 ** 2 + pageBytes };
  const problem = { kernel, dtype: 'i32', size, seed: 5, values: 'random' } as const;
  const prepared = await prepareHostCapacity({ ...problem, copies: 1 });
  expect(prepared.reachedSize).toEqual(size);
  expect(prepared.variant).toBe('stopped-by-ceiling');
  expect((await prepared.execute(1)).seconds).toBeGreaterThan(0);
  const verify = (read: typeof prepared.readOutput) =>
    referenceOf('capacity').verify({ ...problem, read });
  expect(await verify((from, count) => prepared.readOutput(from, count))).toBe(0);
  const swapped = async (from: number, count: number) =>
    Array.from(await prepared.readOutput(from, count)).reverse();
  expect(await verify(swapped)).toBe(Number.POSITIVE_INFINITY);
  await prepared.dispose();
});
