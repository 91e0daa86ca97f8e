/**
 * A 64-bit digest of a row of 32-bit integers, as 16 hexadecimal digits. It is not linear in the
 * entries: a linear one could be had from sums of rows without computing any of them. Two lanes of
 * multiply, rotate and add in 32-bit arithmetic, so that shaders compute it too.
 */
export function rowDigest(row: Int32Array): string {
  let first = 0x9e3779b9;
  let second = 0x85ebca6b;
  for (const value of row) {
    first = Math.imul(first ^ value, 0x7feb352d);
    first = (first << 13) | (first >>> 19);
    second = Math.imul((second + value) ^ (first >>> 3), 0x846ca68b);
    second = (second << 17) | (second >>> 15);
  }
  const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');
  return hex(first ^ (second >>> 7)) + hex(second);
}
