/// <reference types="node" />
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fromBase64Url, toBase64Url } from './bytes-text.ts';
import {
  type ClaimBounds,
  drawLeaves,
  isAboutClaim,
  mostKeptBytes,
  type OpenedLeaf,
  passSeconds,
} from './challenge-kind.ts';
import { challengeKindOf, challengeKinds } from './challenge-kinds.ts';
import { completeTree, hashLeaves, isInTree, leafWords, pathOf, treeWords } from './hash-tree.ts';
import { type ProductFormat, productFormats } from './product-format.ts';
import { columnOfB, rowOfA } from './product-row.ts';
import { blockDigest, blockLines, blockOf } from './read-array.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const below = (bound: number): number => Math.floor(Math.random() * bound);
const [key, seed] = [[0x0102_0304, -7] as const, [5, 6] as const];
const gibibyte = 1024 ** 3;

const files = readdirSync(import.meta.dirname).filter((name) =>
  /(?<!^challenge)-kind\.ts$/.test(name),
);

test.each(files)('every kind of %s is in the list, once', async (file) => {
  const defined = Object.values(await import(`./${file}`));
  expect(defined.length).toBeGreaterThan(0);
  for (const each of defined)
    expect(challengeKinds.filter((kind) => kind === each)).toHaveLength(1);
});

test('ids, and the peaks that they prove, tell kinds apart', () => {
  expect(new Set(challengeKinds.map(({ id }) => id)).size).toBe(challengeKinds.length);
  expect(new Set(challengeKinds.map(({ peak }) => peak)).size).toBe(challengeKinds.length);
  expect(() => challengeKindOf('matmul')).toThrow('"matmul"');
});

describe.each(challengeKinds.map((kind) => [kind.id, kind] as const))('%s', (_id, kind) => {
  const claimOf = (rate: number, more: Partial<ClaimBounds> = {}): ClaimBounds => ({
    ...{ rate, deviceKind: 'cpu', cacheBytes: 2 ** 25, memoryBytes: 64 * gibibyte, ...more },
  });

  test.each([1e7, 1e9, 1e11, 3e11])('a pass at %d/s takes its seconds', (rate) => {
    const counts = kind.countsFor(claimOf(rate));
    // A fast path is done sooner where there is no room for more rounds.
    if (counts.rounds > 1 && counts.rounds < kind.rounds.most) {
      expect(kind.work(counts) / rate).toBeGreaterThanOrEqual(0.9 * passSeconds);
    }
    expect(isAboutClaim(kind, counts, claimOf(rate))).toBe(true);
    const fewer = { ...counts, rounds: Math.floor(counts.rounds / 3) };
    expect(isAboutClaim(kind, fewer, claimOf(rate))).toBe(false);
  });

  test.each([1e6, 1e12, 1e15])('a size at %d/s lies within its limits', (rate) => {
    for (const deviceKind of ['cpu', 'gpu'] as const) {
      for (const memoryBytes of [2 ** 26, gibibyte, 512 * gibibyte]) {
        const counts = kind.countsFor(claimOf(rate, { deviceKind, memoryBytes }));
        for (const [{ least, most }, count] of [
          [kind.places, counts.places],
          [kind.rounds, counts.rounds],
        ] as const) {
          expect(count).toBeGreaterThanOrEqual(least);
          expect(count).toBeLessThanOrEqual(most);
        }
        expect(Math.log2(kind.leafCount(counts)) % 1).toBe(0);
      }
    }
  });

  test('what is drawn lies within the counted rounds', () => {
    const counts = kind.countsFor(claimOf(1e11));
    for (const { leaf, round } of drawLeaves(kind, counts, 500, below)) {
      expect(round).toBeGreaterThanOrEqual(kind.isFilled ? 1 : 0);
      expect(round).toBeLessThan(counts.rounds);
      expect(leaf).toBeLessThan(kind.leafCount(counts));
    }
  });
});

test('an array that is read is eight times the last cache, where memory allows it', () => {
  const { countsFor } = challengeKindOf('read');
  const bytesOf = (cacheBytes: number, memoryBytes: number) =>
    4096 * countsFor({ rate: 1e11, deviceKind: 'cpu', cacheBytes, memoryBytes }).places;
  expect(bytesOf(2 ** 20, 64 * gibibyte)).toBe(2 ** 28);
  expect(bytesOf(2 ** 26, 64 * gibibyte)).toBe(2 ** 29);
  expect(bytesOf(2 ** 26, 2 * gibibyte)).toBe(2 ** 28);
  expect(bytesOf(2 ** 30, 512 * gibibyte)).toBe(mostKeptBytes);
});

const n = 512;
const floats = new Float32Array(leafWords);
const wordsOfFloats = new Uint32Array(floats.buffer);

/** A leaf of a product as somebody's arithmetic gives it. */
function productLeaf(
  format: ProductFormat,
  leaf: number,
  sum: (a: Float64Array, b: Float64Array) => number,
): OpenedLeaf {
  const perRow = n / leafWords;
  const row = rowOfA(format, key, Math.floor(leaf / perRow), n);
  const words = new Uint32Array(leafWords);
  for (let at = 0; at < leafWords; at++) {
    const column = columnOfB(format, key, (leaf % perRow) * leafWords + at, n);
    const value = sum(row, column);
    floats[at] = value;
    words[at] = format.valuesPerWord === 4 ? value : (wordsOfFloats[at] ?? 0);
  }
  return { counts: { places: n, rounds: 1 }, round: 0, leaf, words, key, seed };
}

const leaves = [0, 3, 517, 1023];

function judged(dtype: string, sum: (a: Float64Array, b: Float64Array) => number) {
  const format = productFormats.find((each) => each.dtype === dtype);
  if (format === undefined) throw new Error(dtype);
  const opened = leaves.map((leaf) => productLeaf(format, leaf, sum));
  return challengeKindOf(`product-${dtype}`).judge(opened, below);
}

const exact = (a: Float64Array, b: Float64Array): number =>
  a.reduce((s, v, k) => s + v * (b[k] ?? 0), 0);

/** Sums of f32 one after the other, the least exact order. */
const oneByOne = (a: Float64Array, b: Float64Array): number =>
  a.reduce((s, v, k) => Math.fround(s + Math.fround(v * (b[k] ?? 0))), 0);

/** Sums of f32 in lanes, as vector units add. */
function inLanes(a: Float64Array, b: Float64Array): number {
  const lanes = new Float32Array(16);
  for (const [k, v] of a.entries()) lanes[k & 15] = (lanes[k & 15] ?? 0) + v * (b[k] ?? 0);
  return lanes.reduce((s, lane) => Math.fround(s + lane), 0);
}

/** Products of values rounded to so many significant bits. */
const rounded = (bits: number) => (a: Float64Array, b: Float64Array) => {
  const round = (value: number): number => {
    const scale = 2 ** (bits - 1 - Math.floor(Math.log2(Math.abs(value) || 1)));
    return Math.round(value * scale) / scale;
  };
  return exact(a.map(round), b.map(round));
};

describe('products', () => {
  test.each(productFormats.map(({ dtype }) => dtype))('%s: exact ones pass', (dtype) => {
    expect(judged(dtype, exact)).toBeUndefined();
  });

  test.each(['f32', 'f16', 'f16-sums', 'bf16'])('%s: sums of f32 pass in any order', (dtype) => {
    expect(judged(dtype, oneByOne)).toBeUndefined();
    expect(judged(dtype, inLanes)).toBeUndefined();
  });

  test.each([
    ['f32', 'TF32', 11],
    ['f32', 'bf16', 8],
    ['f32', 'int8', 7],
    ['f32', 'two bf16 slices', 16],
    ['f16', 'bf16', 8],
    ['f16', 'int8', 7],
    ['bf16', 'int8', 7],
    ['f16-sums', 'fp8', 4],
  ])('%s: products of %s fail', (dtype, _narrower, bits) => {
    expect(judged(dtype, rounded(bits))).toMatch(/wrong|less exact/);
  });

  test('int8: one that is off by one fails', () => {
    expect(judged('int8', (a, b) => exact(a, b) + 1)).toMatch(/wrong/);
    expect(judged('int8', rounded(6))).toMatch(/wrong/);
  });

  test('numbers that are none fail', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(judged('f32', () => value)).toMatch(/wrong/);
    }
  });

  test('values use every bit, and each word of the key counts', () => {
    for (const format of productFormats.filter(({ valuesPerWord }) => valuesPerWord === 1)) {
      const values = rowOfA(format, key, 1, 4096);
      const steps = new Set(values);
      expect(
        Math.abs(
          exact(
            values,
            values.map(() => 1),
          ) / 4096,
        ),
      ).toBeLessThan(0.05);
      expect(steps.size).toBeGreaterThan(Math.min(3900, 2 ** 9 - 8));
      for (const other of [[key[0] + 1, key[1]] as const, [key[0], key[1] + 1] as const]) {
        expect(rowOfA(format, other, 1, 4096)).not.toEqual(values);
      }
    }
  });
});

test('a check of products costs a few milliseconds', () => {
  const format = productFormats[0];
  if (format === undefined) throw new Error('there is f32');
  const opened = Array.from({ length: 16 }, (_, leaf) => productLeaf(format, leaf, exact));
  const { judge } = challengeKindOf('product-f32');
  const times = Array.from({ length: 7 }, () => {
    const before = process.cpuUsage();
    judge(opened, below);
    const { system, user } = process.cpuUsage(before);
    return (system + user) / 1000;
  });
  expect(times.sort((a, b) => a - b)[3]).toBeLessThan(60);
});

test('a block of a read is judged by its digest under the pass’s key', () => {
  const counts = { places: 2048, rounds: 3 };
  const array = { seed, lines: 2048 * blockLines };
  const words = new Uint32Array(leafWords);
  for (let at = 0; at < leafWords; at++)
    words[at] = blockDigest(blockOf(array, leafWords + at), key);
  const opened: OpenedLeaf = { counts, round: 1, leaf: 1, words, key, seed };
  const { judge } = challengeKindOf('read');
  expect(judge([opened], below)).toBeUndefined();
  expect(judge([{ ...opened, key: [0, 1] }], below)).toMatch(/wrong$/);
  expect(judge([{ ...opened, seed: [5, 7] }], below)).toMatch(/wrong$/);
  expect(judge([{ ...opened, words: words.map((word) => word ^ 1) }], below)).toMatch(/wrong$/);
}, 60_000);

describe('a tree', () => {
  const leafCount = 16;
  const words = Uint32Array.from({ length: leafCount * leafWords }, (_, index) => index * 77);
  const built = (async () => {
    const tree = new Uint32Array(treeWords(leafCount));
    await hashLeaves(tree, words, sha256);
    return { tree, root: await completeTree(tree, leafCount, 0, sha256) };
  })();

  test('proves each leaf at its place, and no other', async () => {
    const { root, tree } = await built;
    for (let index = 0; index < leafCount; index++) {
      const own = words.subarray(index * leafWords, (index + 1) * leafWords);
      const leaf = new Uint8Array(4 * leafWords);
      for (const [at, word] of own.entries()) new DataView(leaf.buffer).setUint32(4 * at, word);
      const claim = { leaf, index, leafCount, path: pathOf(tree, leafCount, index) };
      expect(await isInTree(claim, root, sha256)).toBe(true);
      const elsewhere = { ...claim, index: (index + 1) % leafCount };
      expect(await isInTree(elsewhere, root, sha256)).toBe(false);
      expect(await isInTree({ ...claim, path: claim.path.slice(1) }, root, sha256)).toBe(false);
      const changed = leaf.map((byte, at) => (at === 5 ? byte ^ 1 : byte));
      expect(await isInTree({ ...claim, leaf: changed }, root, sha256)).toBe(false);
      // A node is shorter than a leaf, so that none passes for one.
      expect(await isInTree({ ...claim, leaf: leaf.slice(64) }, root, sha256)).toBe(false);
    }
  });
});

test('bytes survive their text', () => {
  for (let length = 0; length < 70; length++) {
    const bytes = Uint8Array.from({ length }, (_, index) => index * 37 + length);
    const text = toBase64Url(bytes);
    expect(text).toBe(Buffer.from(bytes).toString('base64url'));
    expect(fromBase64Url(text)).toEqual(bytes);
  }
});
