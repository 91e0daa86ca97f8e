/**
 * Rows whose digests share a leaf of the tree. A fast GPU makes millions of rows in a pass, and a hash
 * for each would take longer than the products.
 */
export const rowsPerLeaf = 64;

/** Leaves of one repetition; the last one may hold fewer rows. */
function leavesOfRepetition(n: number): number {
  return Math.ceil(n / rowsPerLeaf);
}

/** Leaf that holds row `row` of repetition `repetition`. */
export function leafIndex(repetition: number, row: number, n: number): number {
  return repetition * leavesOfRepetition(n) + Math.floor(row / rowsPerLeaf);
}

/** Leaves of `repetitions` repetitions. */
export function leafCount(n: number, repetitions: number): number {
  return repetitions * leavesOfRepetition(n);
}

/** The leaves of a pass, from the digests of all rows, repetition by repetition; the high byte first. */
export function leavesOf(digests: Uint32Array, n: number): Uint8Array[] {
  const bytes = new DataView(new ArrayBuffer(digests.byteLength));
  for (const [index, word] of digests.entries()) bytes.setUint32(4 * index, word);
  const leaves: Uint8Array[] = [];
  for (let from = 0; from < digests.length; from += 2 * n) {
    for (let row = 0; row < n; row += rowsPerLeaf) {
      const end = from + 2 * Math.min(row + rowsPerLeaf, n);
      const begin = from + 2 * row;
      leaves.push(new Uint8Array(bytes.buffer, 4 * begin, 4 * (end - begin)));
    }
  }
  return leaves;
}

/** The digest of a row within its leaf; undefined when the leaf holds another number of rows. */
export function digestInLeaf(leaf: string, row: number, n: number): string | undefined {
  const first = row - (row % rowsPerLeaf);
  if (leaf.length !== 16 * Math.min(rowsPerLeaf, n - first)) return undefined;
  return leaf.slice(16 * (row - first), 16 * (row - first + 1));
}
