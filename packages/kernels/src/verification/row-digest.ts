/**
 * A 64-bit digest of each row of a matrix of integers, as two words of 32 bits a row. It is not linear
 * in the entries: a linear one could be had from sums of rows without computing any of them. Two lanes
 * of multiply, rotate and add in 32-bit arithmetic, so that shaders compute it too.
 * @param values rows one after the other; f32 that holds integers will do
 * @param columns entries of a row
 */
export function digestRows(values: Int32Array | Float32Array, columns: number): Uint32Array {
  const rows = Math.floor(values.length / columns);
  const digests = new Uint32Array(2 * rows);
  for (let row = 0; row < rows; row += 2) {
    // Two rows at a time: each is a chain of dependent steps, and a core has room for more than one.
    const [here, there] = [row * columns, Math.min(row + 1, rows - 1) * columns];
    let [first, second] = [firstStart | 0, secondStart | 0];
    let [otherFirst, otherSecond] = [firstStart | 0, secondStart | 0];
    for (let column = 0; column < columns; column++) {
      const value = values[here + column] as number | 0;
      const other = values[there + column] as number | 0;
      first = Math.imul(first ^ value, 0x7feb352d);
      otherFirst = Math.imul(otherFirst ^ other, 0x7feb352d);
      first = (first << 13) | (first >>> 19);
      otherFirst = (otherFirst << 13) | (otherFirst >>> 19);
      second = Math.imul((second + value) ^ (first >>> 3), 0x846ca68b);
      otherSecond = Math.imul((otherSecond + other) ^ (otherFirst >>> 3), 0x846ca68b);
      second = (second << 17) | (second >>> 15);
      otherSecond = (otherSecond << 17) | (otherSecond >>> 15);
    }
    digests.set([first ^ (second >>> 7), second], 2 * row);
    if (row + 1 < rows) digests.set([otherFirst ^ (otherSecond >>> 7), otherSecond], 2 * row + 2);
  }
  return digests;
}

/** Where both lanes begin. */
export const firstStart = 0x9e3779b9;
export const secondStart = 0x85ebca6b;

/** Digests as hexadecimal text, 16 digits a row. */
export function digestText(digests: Uint32Array): string {
  return Array.from(digests, (word) => word.toString(16).padStart(8, '0')).join('');
}

/** The digest of one row, as 16 hexadecimal digits. */
export function rowDigest(row: Int32Array): string {
  return digestText(digestRows(row, row.length));
}
