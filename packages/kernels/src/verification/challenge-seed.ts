/** Two words of 32 bits from which a round's data is drawn: the server's, or a root's first. */
export type ChallengeKey = readonly [high: number, low: number];

/** The key in the first 16 hexadecimal digits of a seed or a root. */
export function keyOfHex(hex: string): ChallengeKey {
  return [Number.parseInt(hex.slice(0, 8), 16) | 0, Number.parseInt(hex.slice(8, 16), 16) | 0];
}

/** Lanes of one key, so that no two arrays are alike. */
export const drawLanes = { a: 0xa, b: 0xb, array: 0xc, lines: 0x10 } as const;

/** First word of a key as one lane of it uses it. */
export function highOf([high]: ChallengeKey, lane: number): number {
  return high ^ Math.imul(lane, 0x632be5ab);
}

/**
 * Word `index` of a lane: two rounds of multiply and shift, the same in JavaScript, Wasm and WGSL. Data
 * of a challenge never repeats, unlike the inputs of timed kernels.
 */
export function drawnWord(key: ChallengeKey, lane: number, index: number): number {
  let h = Math.imul(index, 0x9e3779b1) ^ highOf(key, lane);
  h ^= h >>> 16;
  h = Math.imul(h, 0x7feb352d);
  h = ((h ^ (h >>> 15)) + key[1]) | 0;
  h = Math.imul(h, 0x846ca68b);
  return h ^ (h >>> 16);
}
