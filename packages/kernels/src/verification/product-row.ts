import { type ChallengeKey, drawLanes, drawnWord } from './challenge-seed.ts';
import { byteOf, type ProductFormat } from './product-format.ts';

/** The exact sum of an entry, and the root of the sum of its terms' squares. */
export interface ExactEntry {
  readonly sum: number;
  readonly scale: number;
}

function writeValues(
  { bits, valuesPerWord }: ProductFormat,
  matrix: 'a' | 'b',
  drawn: number,
  to: Float64Array,
  first: number,
): void {
  if (valuesPerWord === 1) to[first] = (drawn >> (31 - bits)) * 2 ** -bits;
  else for (let at = 0; at < 4; at++) to[first + at] = byteOf(drawn, matrix, at);
}

/** A row of A, n values. */
export function rowOfA(
  format: ProductFormat,
  key: ChallengeKey,
  row: number,
  n: number,
): Float64Array {
  const words = n / format.valuesPerWord;
  const values = new Float64Array(n);
  for (let word = 0; word < words; word++) {
    const drawn = drawnWord(key, drawLanes.a, row * words + word);
    writeValues(format, 'a', drawn, values, format.valuesPerWord * word);
  }
  return values;
}

/** A column of B, n values. */
export function columnOfB(
  format: ProductFormat,
  key: ChallengeKey,
  column: number,
  n: number,
): Float64Array {
  const words = n / format.valuesPerWord;
  const values = new Float64Array(n);
  for (let word = 0; word < words; word++) {
    const drawn = drawnWord(key, drawLanes.b, word * n + column);
    writeValues(format, 'b', drawn, values, format.valuesPerWord * word);
  }
  return values;
}

/**
 * One entry of the product in f64, from a row of A, in n steps. The column is drawn on the way: a check
 * makes a million of its values.
 */
export function exactEntry(
  { bits, valuesPerWord }: ProductFormat,
  key: ChallengeKey,
  row: Float64Array,
  column: number,
): ExactEntry {
  const n = row.length;
  const [shift, step] = [31 - bits, 2 ** -bits];
  let [sum, squares] = [0, 0];
  for (let k = 0, index = column; k < n; k += valuesPerWord, index += n) {
    const drawn = drawnWord(key, drawLanes.b, index);
    if (valuesPerWord === 1) {
      const term = (row[k] as number) * ((drawn >> shift) * step);
      sum += term;
      squares += term * term;
    } else {
      for (let at = 0; at < 4; at++) sum += (row[k + at] as number) * byteOf(drawn, 'b', at);
    }
  }
  return { sum, scale: Math.sqrt(squares) };
}
