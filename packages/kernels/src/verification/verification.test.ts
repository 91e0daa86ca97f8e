import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  type ChallengeMatmul,
  challengeB,
  challengeRow,
  challengeRowsOfA,
  challengeSigns,
} from './challenge-matmul.ts';
import { fromHex } from './hex.ts';
import { isInTree, merkleLevels, merkleProof, merkleRoot } from './merkle-tree.ts';
import { rowDigest } from './row-digest.ts';

const challenge: ChallengeMatmul = { seed: [0x12345678, 0x9abcdef0], rows: 48, repetitions: 3 };
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

describe('challenge product', () => {
  test('a row is what the definition says, in every repetition', () => {
    const { rows: n } = challenge;
    const a = challengeRowsOfA(challenge, 0, n);
    const b = challengeB(challenge);
    for (let repetition = 0; repetition < 3; repetition++) {
      const signs = challengeSigns(challenge, repetition);
      const expected = Array.from({ length: n }, (_, j) => {
        let sum = 0;
        for (let k = 0; k < n; k++) {
          sum += (a[7 * n + k] ?? 0) * (signs[k] ?? 0) * (b[k * n + j] ?? 0);
        }
        return sum;
      });
      expect([...challengeRow(challenge, b, repetition, 7)]).toEqual(expected);
    }
  });

  test('entries use all sixteen values evenly, and depend on each word of the seed', () => {
    const large = { ...challenge, rows: 512 };
    const counts = new Array<number>(16).fill(0);
    for (const value of challengeB(large)) counts[value + 8] = (counts[value + 8] ?? 0) + 1;
    const mean = 512 ** 2 / 16;
    expect(Math.max(...counts.map((count) => Math.abs(count - mean)))).toBeLessThan(
      5 * Math.sqrt(mean),
    );
    for (const seed of [
      [0x12345679, 0x9abcdef0],
      [0x12345678, 0x9abcdef1],
    ] as const) {
      expect(challengeB({ ...challenge, seed })).not.toEqual(challengeB(challenge));
    }
  });

  test('rows of A are the same whether made alone or together', () => {
    const all = challengeRowsOfA({ ...challenge, rows: 45 }, 0, 45);
    expect(challengeRowsOfA({ ...challenge, rows: 45 }, 13, 1)).toEqual(
      all.subarray(13 * 45, 14 * 45),
    );
  });
});

describe('row digest', () => {
  test('changes with any entry and with their order, and is not linear', () => {
    const row = Int32Array.from({ length: 64 }, (_, index) => index * 37 - 900);
    const digest = rowDigest(row);
    expect(digest).toMatch(/^[0-9a-f]{16}$/);
    for (const index of [0, 31, 63]) {
      const changed = Int32Array.from(row);
      changed[index] = (changed[index] ?? 0) + 1;
      expect(rowDigest(changed)).not.toBe(digest);
    }
    expect(rowDigest(row.toReversed())).not.toBe(digest);
    const other = row.map((value) => value * 3 + 1);
    const sum = (BigInt(`0x${digest}`) + BigInt(`0x${rowDigest(other)}`)) & (2n ** 64n - 1n);
    expect(BigInt(`0x${rowDigest(row.map((value, i) => value + (other[i] ?? 0)))}`)).not.toBe(sum);
  });
});

describe('Merkle tree', () => {
  test.each([1, 2, 3, 5, 8, 13])('each of %i leaves is proved, and no other', async (count) => {
    const digests = Array.from({ length: count }, (_, index) =>
      rowDigest(Int32Array.from([index, 5])),
    );
    const levels = await merkleLevels(digests.map(fromHex), sha256);
    const root = merkleRoot(levels);
    for (const [leaf, digest] of digests.entries()) {
      const proof = merkleProof(levels, leaf);
      const claim = { leaf: fromHex(digest), index: leaf, leafCount: count, proof };
      expect(await isInTree(claim, root, sha256)).toBe(true);
      const wrong = rowDigest(Int32Array.from([leaf, 6]));
      expect(await isInTree({ ...claim, leaf: fromHex(wrong) }, root, sha256)).toBe(false);
      expect(await isInTree({ ...claim, proof: [...claim.proof, root] }, root, sha256)).toBe(false);
      if (count > 1) {
        const elsewhere = { ...claim, index: (leaf + 1) % count };
        expect(await isInTree(elsewhere, root, sha256)).toBe(false);
      }
    }
  });
});
