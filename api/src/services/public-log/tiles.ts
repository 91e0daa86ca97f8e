import { rootOf } from './merkle.ts';

/** Hashes of a full tile (C2SP tlog-tiles). */
export const tileWidth = 256;

/** The hashes of one level of tiles, in order: tile N begins at hash 256·N. */
export interface TileLevel {
  readonly level: number;
  readonly hashes: readonly Uint8Array[];
}

/**
 * Every level of tiles over leaf hashes: those of level 0 are the leaves, each hash above is the root of a
 * full tile below. What is not full is not hashed upwards.
 */
export async function tileLevels(leaves: readonly Uint8Array[]): Promise<TileLevel[]> {
  const levels: TileLevel[] = [];
  for (let hashes = leaves; hashes.length > 0; ) {
    levels.push({ level: levels.length, hashes });
    const above: Uint8Array[] = [];
    for (let end = tileWidth; end <= hashes.length; end += tileWidth) {
      above.push(await rootOf(hashes.slice(end - tileWidth, end)));
    }
    hashes = above;
  }
  return levels;
}

/** Hashes one after the other. */
export function concatenated(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

/** Entries as tlog-tiles bundles them: each behind its length in two bytes, the high one first. */
export function entryBundle(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concatenated(
    entries.flatMap((entry) => [
      Uint8Array.of(entry.byteLength >> 8, entry.byteLength & 255),
      entry,
    ]),
  );
}

/** The entries of a bundle. */
export function entriesOf(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.byteLength; ) {
    const length = ((bundle[at] ?? 0) << 8) | (bundle[at + 1] ?? 0);
    if (at + 2 + length > bundle.byteLength) throw new Error('The last entry is cut short.');
    entries.push(bundle.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries;
}
