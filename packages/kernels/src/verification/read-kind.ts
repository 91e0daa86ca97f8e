import {
  type ChallengeKind,
  mostKeptBytes,
  mostRounds,
  passSeconds,
  powerOfTwoBelow,
} from './challenge-kind.ts';
import { leafWords } from './hash-tree.ts';
import { blockDigest, blockLines, blockOf, blockWords } from './read-array.ts';

const blockBytes = 4 * blockWords;

/** A cache that holds an eighth of the array serves an eighth of the reading at most. */
const arraysPerCache = 8;

/** No smaller where the memory allows it. */
const smallestArrayBytes = 256 * 1024 ** 2;

const places = { name: 'blocks', least: 2048, most: mostKeptBytes / blockBytes } as const;

/**
 * Passes over an array that only keeping it gives, each under a key from the one before. Pass 0 commits to
 * the array before the clock starts: filling it is not reading.
 */
export const readKind: ChallengeKind = {
  id: 'read',
  kernel: 'read',
  dtype: 'f32',
  peak: 'bandwidth',
  unit: 'B/s',
  reasonIfMissing: 'bandwidth-unproved',
  rounds: { name: 'passes', least: 2, most: mostRounds },
  places,
  isFilled: true,
  countsFor({ cacheBytes, memoryBytes, rate }) {
    const wanted = Math.max(smallestArrayBytes, arraysPerCache * cacheBytes);
    const powerOfTwo = 2 ** Math.ceil(Math.log2(wanted / blockBytes));
    // The filling needs a second array, and others need memory too.
    const affordable = powerOfTwoBelow(memoryBytes / 8 / blockBytes);
    const blocks = Math.max(places.least, Math.min(powerOfTwo, affordable, places.most));
    const passes = Math.ceil((passSeconds * rate) / (blockBytes * blocks));
    return { places: blocks, rounds: 1 + Math.min(Math.max(1, passes), mostRounds - 1) };
  },
  work: ({ places: blocks, rounds }) => (rounds - 1) * blocks * blockBytes,
  leafCount: ({ places: blocks }) => blocks / leafWords,
  judge(opened, below) {
    for (const { counts, key, leaf, round, seed, words } of opened) {
      const at = below(leafWords);
      const array = { seed, lines: counts.places * blockLines };
      const expected = blockDigest(blockOf(array, leafWords * leaf + at), key);
      if ((words[at] ?? 0) !== expected >>> 0) {
        return `block ${leafWords * leaf + at} of pass ${round} is wrong`;
      }
    }
    return undefined;
  },
};
