import { fromHex, toHex } from './hex.ts';

/** SHA-256 of some bytes; given by the caller, because Node and Workers have different fast ones. */
export type Sha256 = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array>;

/** Hashes from the leaves, which come first, to the root. */
export type MerkleLevels = readonly (readonly Uint8Array[])[];

/** Leaf and node hashes begin with different bytes, so that a node cannot be passed off as a leaf. */
const leafPrefix = 0;
const nodePrefix = 1;

function joined(prefix: number, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(1 + parts.reduce((sum, { length }) => sum + length, 0));
  bytes[0] = prefix;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * All levels of the tree over the leaves. A node without a sibling moves up as it is. Not hexadecimal
 * text inside: a pass over memory waits for its tree.
 */
export async function merkleLevels(
  leaves: readonly Uint8Array[],
  sha256: Sha256,
): Promise<MerkleLevels> {
  let level: Uint8Array[] = [];
  for (const leaf of leaves) level.push(await sha256(joined(leafPrefix, [leaf])));
  const levels = [level];
  while (level.length > 1) {
    const next: Uint8Array[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const pair = level.slice(index, index + 2);
      const [only] = pair;
      if (only === undefined) break;
      next.push(pair.length === 1 ? only : await sha256(joined(nodePrefix, pair)));
    }
    level = next;
    levels.push(level);
  }
  return levels;
}

/** The root of a tree, in hexadecimal text; empty for a tree without leaves. */
export function merkleRoot(levels: MerkleLevels): string {
  return toHex(levels.at(-1)?.[0] ?? new Uint8Array());
}

/** The siblings from a leaf to the root, which prove the leaf. */
export function merkleProof(levels: MerkleLevels, leaf: number): string[] {
  const proof: string[] = [];
  let index = leaf;
  for (const level of levels.slice(0, -1)) {
    const sibling = level[index ^ 1];
    if (sibling !== undefined) proof.push(toHex(sibling));
    index >>= 1;
  }
  return proof;
}

/** A leaf, its place among `leafCount`, and the siblings on its way up (those that lie beyond are left). */
export interface MerkleClaim {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly leafCount: number;
  readonly proof: readonly string[];
}

/** The root that a leaf and its siblings lead to, and the siblings that were not needed; or undefined. */
export async function climb(
  { index: start, leaf, leafCount, proof }: MerkleClaim,
  sha256: Sha256,
): Promise<{ readonly root: string; readonly rest: readonly string[] } | undefined> {
  let hash = await sha256(joined(leafPrefix, [leaf]));
  let used = 0;
  for (let index = start, count = leafCount; count > 1; index >>= 1, count = Math.ceil(count / 2)) {
    if ((index ^ 1) >= count) continue;
    const text = proof[used++];
    if (text === undefined) return undefined;
    const sibling = fromHex(text);
    hash = await sha256(joined(nodePrefix, index & 1 ? [sibling, hash] : [hash, sibling]));
  }
  return { root: toHex(hash), rest: proof.slice(used) };
}

/** Whether a proof leads from a leaf of a tree of `leafCount` leaves to `root`, and nowhere else. */
export async function isInTree(claim: MerkleClaim, root: string, sha256: Sha256): Promise<boolean> {
  const reached = await climb(claim, sha256);
  return reached !== undefined && reached.rest.length === 0 && reached.root === root;
}
