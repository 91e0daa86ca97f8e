import { type ChallengeKey, drawLanes, drawnWord, highOf } from './challenge-seed.ts';

/**
 * The array that a challenge streams. Its lines are drawn from the seed and then mixed six times, each
 * with another line anywhere in the array and with other words of it. Who does not keep a line must
 * draw 64 of them, all over the array: no part of it can be made from what a cache holds, and 64 draws
 * of a word take every processor longer than reading four bytes.
 */
export interface ReadArray {
  readonly seed: ChallengeKey;
  /** Lines of {@link lineWords} words; a power of two. */
  readonly lines: number;
}

/** Words of 32 bits in a line of memory: what one access to memory brings. */
export const lineWords = 16;

/** Words of a block, which has one word of digest in each pass: 4 KiB. */
export const blockWords = 1024;

/** Lines of a block. */
export const blockLines: number = blockWords / lineWords;

/** Times that every line is mixed with another. */
export const mixings = 6;

/** Lanes of a digest, one word of each in turn. */
export const digestLanes = 32;

/** Multiplies the words of the other line. */
export const mixMultiplier = 0x2c1b3c6d;

/** Multiplies where a digest is folded. */
export const digestMultiplier = 0x7feb352d;

/** The line that `line` is mixed with in mixing `mixing`. */
export function otherLine({ lines, seed }: ReadArray, mixing: number, line: number): number {
  return drawnWord(seed, drawLanes.lines + mixing, line) & (lines - 1);
}

/** A line after so many mixings, from the seed alone, in 2^mixings draws. */
export function lineAfter(array: ReadArray, count: number, line: number): Int32Array {
  const words = new Int32Array(lineWords);
  if (count === 0) {
    for (let at = 0; at < lineWords; at++) {
      words[at] = drawnWord(array.seed, drawLanes.array, line * lineWords + at);
    }
    return words;
  }
  const own = lineAfter(array, count - 1, line);
  mixLine(words, own, lineAfter(array, count - 1, otherLine(array, count - 1, line)));
  return words;
}

/** Mixes a line with another one. */
export function mixLine(target: Int32Array, own: Int32Array, other: Int32Array): void {
  for (let at = 0; at < lineWords; at++) {
    // The next vector's next word, so that words depend on all others of a line.
    const from = ((at + 4) & 12) | ((at + 1) & 3);
    const sum = (own[at] as number) + Math.imul(other[from] as number, mixMultiplier);
    target[at] = sum ^ (sum >>> 15);
  }
}

/** A block after all mixings, in 64 draws a word. */
export function blockOf(array: ReadArray, block: number): Int32Array {
  const words = new Int32Array(blockWords);
  for (let line = 0; line < blockLines; line++) {
    words.set(lineAfter(array, mixings, block * blockLines + line), line * lineWords);
  }
  return words;
}

const fold = (word: number): number => {
  const product = Math.imul(word, digestMultiplier);
  return product ^ (product >>> 15);
};

/** Where the lanes of a block's digest begin. */
export function startOfLanes(key: ChallengeKey): Int32Array {
  return Int32Array.from({ length: digestLanes }, (_, lane) => drawnWord(key, 0, lane));
}

/**
 * Digest of a block under a key. Each lane is a chain from the key through every 32nd word, so nothing
 * about a block can be worked out once for several keys. A word takes one operation, an addition or a
 * XOR in turn, and every fourth one a multiplication and a shift that carry high bits down: more would
 * set the pace instead of memory. The lanes are then folded into one word.
 */
export function blockDigest(words: Int32Array, key: ChallengeKey): number {
  const lanes = startOfLanes(key);
  for (let from = 0; from < words.length; from += 4 * digestLanes) {
    for (let lane = 0; lane < digestLanes; lane++) {
      const at = (step: number): number => words[from + step * digestLanes + lane] as number;
      lanes[lane] = fold((((((lanes[lane] as number) + at(0)) | 0) ^ at(1)) + at(2)) ^ at(3));
    }
  }
  // Vectors of four lanes first, as processors hold them.
  const last = lanes.slice(0, 4);
  for (let lane = 4; lane < digestLanes; lane++) {
    last[lane & 3] = fold((last[lane & 3] as number) ^ (lanes[lane] as number));
  }
  return last.reduce((digest, lane) => fold(digest ^ lane), 0);
}

/** The first word of a seed as a lane of it uses it: what engines are given. */
export const lineSeed = (seed: ChallengeKey, mixing: number): number =>
  highOf(seed, drawLanes.lines + mixing);
