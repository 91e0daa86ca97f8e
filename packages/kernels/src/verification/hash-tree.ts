import { fromHex, toHex } from './hex.ts';

/** SHA-256 of some bytes; given by the caller, because Node and Workers have different fast ones. */
export type Sha256 = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array>;

/** Words of a leaf: 1 KiB of a round's answer, one after the other. */
export const leafWords = 256;

/** Leaves of a round are a power of two, and no fewer: engines hash eight side by side. */
export const fewestLeaves = 8;

const hashWords = 8;

/** The bytes of words, the high one first, as SHA-256 reads them. */
export function bytesOfWords(words: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(4 * words.length));
  for (let index = 0; index < words.length; index++) view.setUint32(4 * index, words[index] ?? 0);
  return new Uint8Array(view.buffer);
}

/** Words from bytes, the high one first. */
export function wordsOfBytes(bytes: Uint8Array): Uint32Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.length >>> 2 }, (_, index) => view.getUint32(4 * index));
}

/**
 * Where a level of a tree begins, in words from its start; level 0 are the hashes of the leaves. A level
 * lies word by word, the first words of all its hashes side by side, then the second ones. Node `i`
 * is the hash of nodes `i` and `i + half` of the level below, so that neighbours are hashed together.
 */
export function levelStart(leafCount: number, level: number): number {
  return 2 * hashWords * (leafCount - (leafCount >>> level));
}

/** Words of a whole tree. */
export function treeWords(leafCount: number): number {
  return 2 * hashWords * leafCount;
}

function hashAt(tree: ArrayLike<number>, leafCount: number, level: number, index: number) {
  const start = levelStart(leafCount, level);
  const width = leafCount >>> level;
  return Array.from({ length: hashWords }, (_, word) => tree[start + word * width + index] ?? 0);
}

function store(tree: Uint32Array, start: number, width: number, index: number, hash: Uint8Array) {
  for (const [word, value] of wordsOfBytes(hash).entries())
    tree[start + word * width + index] = value;
}

/** Writes level 0 of a tree from the round's words. */
export async function hashLeaves(
  tree: Uint32Array,
  words: Uint32Array,
  sha256: Sha256,
): Promise<void> {
  const leafCount = words.length / leafWords;
  for (let leaf = 0; leaf < leafCount; leaf++) {
    const own = words.subarray(leafWords * leaf, leafWords * (leaf + 1));
    store(tree, 0, leafCount, leaf, await sha256(bytesOfWords(own)));
  }
}

/** Writes the levels above one that is there, and gives the root. */
export async function completeTree(
  tree: Uint32Array,
  leafCount: number,
  fromLevel: number,
  sha256: Sha256,
): Promise<string> {
  let level = fromLevel;
  for (; leafCount >>> level > 1; level++) {
    const half = leafCount >>> (level + 1);
    const start = levelStart(leafCount, level + 1);
    for (let index = 0; index < half; index++) {
      const below = [index, index + half].flatMap((at) => hashAt(tree, leafCount, level, at));
      store(tree, start, half, index, await sha256(bytesOfWords(below)));
    }
  }
  return toHex(bytesOfWords(hashAt(tree, leafCount, level, 0)));
}

/** The siblings from a leaf to the root, in hexadecimal text. */
export function pathOf(tree: ArrayLike<number>, leafCount: number, leaf: number): string[] {
  const path: string[] = [];
  let index = leaf;
  for (let level = 0; leafCount >>> level > 1; level++) {
    const half = leafCount >>> (level + 1);
    const sibling = index < half ? index + half : index - half;
    path.push(toHex(bytesOfWords(hashAt(tree, leafCount, level, sibling))));
    index %= half;
  }
  return path;
}

/** A leaf, its place among `leafCount`, and the siblings on its way up. */
export interface LeafClaim {
  readonly leaf: Uint8Array<ArrayBuffer>;
  readonly index: number;
  readonly leafCount: number;
  readonly path: readonly string[];
}

/** Whether a leaf lies under a root. */
export async function isInTree(claim: LeafClaim, root: string, sha256: Sha256): Promise<boolean> {
  const { leaf, leafCount, path } = claim;
  if (2 ** path.length !== leafCount || leaf.length !== 4 * leafWords) return false;
  let hash = await sha256(leaf);
  let { index } = claim;
  for (let half = leafCount >>> 1; half >= 1; half >>>= 1) {
    const sibling = fromHex(path[Math.log2(leafCount / half) - 1] ?? '');
    const both = new Uint8Array(64);
    both.set(index < half ? hash : sibling);
    both.set(index < half ? sibling : hash, 32);
    hash = await sha256(both);
    index %= half;
  }
  return toHex(hash) === root;
}

/** What is committed to: the hash over the roots of all rounds. */
export async function rootOfRoots(roots: readonly string[], sha256: Sha256): Promise<string> {
  const bytes = new Uint8Array(32 * roots.length);
  for (const [index, root] of roots.entries()) bytes.set(fromHex(root), 32 * index);
  return toHex(await sha256(bytes));
}
