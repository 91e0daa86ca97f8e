/** SHA-256 of some bytes; given by the caller, because Node and Workers have different fast ones. */
export type Sha256 = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array>;

/** Leaf and node hashes begin with different bytes, so that a node cannot be passed off as a leaf. */
const leafPrefix = 0;
const nodePrefix = 1;

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Hash of the leaf that holds some digests (hex), in hex. */
export async function leafHash(digest: string, sha256: Sha256): Promise<string> {
  return toHex(await sha256(Uint8Array.from([leafPrefix, ...fromHex(digest)])));
}

/** Hash of a node over its children (hex), in hex. */
export async function nodeHash(left: string, right: string, sha256: Sha256): Promise<string> {
  return toHex(await sha256(Uint8Array.from([nodePrefix, ...fromHex(left), ...fromHex(right)])));
}

/**
 * All levels of the tree over the leaves' digests, leaves first, root last. A node without a sibling moves up
 * as it is.
 */
export async function merkleLevels(
  digests: readonly string[],
  sha256: Sha256,
): Promise<readonly (readonly string[])[]> {
  let level = await Promise.all(digests.map((digest) => leafHash(digest, sha256)));
  const levels = [level];
  while (level.length > 1) {
    const next: string[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left = '', right] = [level[index], level[index + 1]];
      next.push(right === undefined ? left : await nodeHash(left, right, sha256));
    }
    level = next;
    levels.push(level);
  }
  return levels;
}

/** The siblings from a leaf to the root, which prove the leaf. */
export function merkleProof(levels: readonly (readonly string[])[], leaf: number): string[] {
  const proof: string[] = [];
  let index = leaf;
  for (const level of levels.slice(0, -1)) {
    const sibling = level[index ^ 1];
    if (sibling !== undefined) proof.push(sibling);
    index >>= 1;
  }
  return proof;
}

/** Whether a proof leads from a leaf of a tree of `leafCount` leaves to `root`. */
export async function isInTree(
  claim: { digest: string; leaf: number; leafCount: number; proof: readonly string[] },
  root: string,
  sha256: Sha256,
): Promise<boolean> {
  let hash = await leafHash(claim.digest, sha256);
  let used = 0;
  for (let index = claim.leaf, count = claim.leafCount; count > 1; ) {
    const hasSibling = (index ^ 1) < count;
    const sibling = hasSibling ? claim.proof[used++] : undefined;
    if (hasSibling && sibling === undefined) return false;
    if (sibling !== undefined) {
      hash = await (index & 1 ? nodeHash(sibling, hash, sha256) : nodeHash(hash, sibling, sha256));
    }
    index >>= 1;
    count = Math.ceil(count / 2);
  }
  return used === claim.proof.length && hash === root;
}
