import { sha256 } from '../verification/sha256.ts';

type Bytes = Uint8Array<ArrayBuffer>;

function joined(prefix: number, ...parts: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(1 + parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  bytes[0] = prefix;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

/** Hash of an entry, as RFC 6962 has it. */
export function leafHash(entry: Uint8Array): Promise<Uint8Array> {
  return sha256(joined(0, entry));
}

function nodeHash(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  return sha256(joined(1, left, right));
}

/**
 * Root of the tree over leaf hashes (RFC 6962, section 2.1): pairs are hashed level by level, and an odd one
 * goes up as it is, which gives the same tree as splitting at the largest power of two.
 */
export async function rootOf(leaves: readonly Uint8Array[]): Promise<Uint8Array> {
  if (leaves.length === 0) return sha256(new Uint8Array());
  let level = [...leaves];
  while (level.length > 1) {
    const next: Uint8Array[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left, right] = [level[index], level[index + 1]];
      if (left === undefined) throw new Error('A level has no holes.');
      next.push(right === undefined ? left : await nodeHash(left, right));
    }
    level = next;
  }
  const [root] = level;
  if (root === undefined) throw new Error('A tree with leaves has a root.');
  return root;
}
