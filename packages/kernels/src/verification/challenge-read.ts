import { type ChallengeSeed, challengeWord } from './challenge-seed.ts';
import { leavesOf } from './digest-leaves.ts';
import { fromHex } from './hex.ts';
import { merkleLevels, merkleRoot, type Sha256 } from './merkle-tree.ts';
import { digestRows } from './row-digest.ts';

/**
 * A challenge that shows how fast a device streams memory. An array of blocks is filled from the
 * seed so that each word costs 2^{@link mixingPasses} draws to whoever does not keep it; then it is read
 * `passes` times, each time into one digest a block under a key. A pass's key comes from the root
 * over all digests of the pass before it, so passes cannot be done together: each one has to stream the
 * whole array once more. (A triad over drawn inputs would not show that: its elements can be drawn and
 * computed in registers.)
 */
export interface ChallengeRead {
  readonly seed: ChallengeSeed;
  /** Blocks of {@link blockWords} words. */
  readonly blocks: number;
  /** Times that the whole array is read. */
  readonly passes: number;
}

/** Words of 32 bits in a block: 256 KiB. */
export const blockWords = 65_536;

/**
 * Times that every word is mixed with one of another block. 64 draws of a word are some hundred
 * operations, which takes every processor longer than reading four bytes; who checks a block makes
 * 64 × 65,536 of them.
 */
export const mixingPasses = 6;

/** Lanes of a digest, one word of each in turn. */
export const digestLanes = 32;

const drawMultiplier = 0x9e3779b1;
const digestMultiplier = 0x7feb352d;

/** How the words of a pass are mixed: `x[i] ^ multiplier · x[i + offset blocks]`. */
export interface Mixing {
  /** Odd. */
  readonly multiplier: number;
  /** In blocks, neither 0 nor all of them. */
  readonly offset: number;
}

/** The mixing passes in order. */
export function mixings({ blocks, seed }: ChallengeRead): Mixing[] {
  return Array.from({ length: mixingPasses }, (_, pass) => ({
    multiplier: challengeWord(seed, 0xc, pass) | 1,
    offset: 1 + (challengeWord(seed, 0xe, pass) % (blocks - 1)),
  }));
}

/** The words of a block before any mixing. */
export function drawBlock(target: Int32Array, [high, low]: ChallengeSeed, block: number): void {
  const first = Math.imul(block, blockWords);
  for (let index = 0; index < target.length; index++) {
    const word = Math.imul((first + index) ^ high, drawMultiplier) ^ low;
    target[index] = word ^ (word >>> 15);
  }
}

/** `target = from ^ multiplier · other`, word by word. */
export function mixBlock(
  target: Int32Array,
  from: Int32Array,
  other: Int32Array,
  multiplier: number,
): void {
  for (let index = 0; index < target.length; index++) {
    target[index] = (from[index] as number) ^ Math.imul(multiplier, other[index] as number);
  }
}

/** One block as it is after all mixing, from the seed alone, in 64 × 65,536 draws. */
export function mixedBlock(challenge: ChallengeRead, block: number): Int32Array {
  const passes = mixings(challenge);
  const blockAfter = (pass: number, place: number): Int32Array => {
    const own = new Int32Array(blockWords);
    const mixing = passes[pass - 1];
    if (mixing === undefined) {
      drawBlock(own, challenge.seed, place);
      return own;
    }
    const from = blockAfter(pass - 1, place);
    const other = blockAfter(pass - 1, (place + mixing.offset) % challenge.blocks);
    mixBlock(own, from, other, mixing.multiplier);
    return own;
  };
  return blockAfter(passes.length, block);
}

/** Two words that a pass's digests begin from. */
export type ReadKey = readonly [number, number];

/** Key of the first pass. */
export function firstKey(seed: ChallengeSeed): ReadKey {
  return [challengeWord(seed, 0xf, 0), challengeWord(seed, 0xf, 1)];
}

/** Key of the pass that follows one with this root. */
export function nextKey(root: string): ReadKey {
  const view = new DataView(fromHex(root.slice(0, 16)).buffer);
  return [view.getUint32(0), view.getUint32(4)];
}

/** Where the lanes of a block's digest begin. */
export function startOfLanes([high, low]: ReadKey): Int32Array {
  return Int32Array.from(
    { length: digestLanes },
    (_, lane) => Math.imul(high ^ Math.imul(lane + 1, drawMultiplier), digestMultiplier) ^ low,
  );
}

/**
 * The lanes of a block's digest, before they are digested themselves (as `digestRows` does with a row).
 * Each lane is a chain from the key through every 32nd word, so nothing about a block can be worked out
 * once for several keys. A word takes one operation, an addition or a XOR in turn, and every fourth one
 * a multiplication and a shift that carry high bits down: with a multiplication for each word it was
 * that, and not memory, which set the pace (26 instead of 50 GB/s on a core with the block in its
 * cache). Four streams at once, as the kernel `read` has, were not faster.
 */
export function blockLanes(words: Int32Array, key: ReadKey): Int32Array {
  const lanes = startOfLanes(key);
  for (let from = 0; from < words.length; from += 4 * digestLanes) {
    for (let lane = 0; lane < digestLanes; lane++) {
      const at = (step: number): number => words[from + step * digestLanes + lane] as number;
      const sum = (((((lanes[lane] as number) + at(0)) | 0) ^ at(1)) + at(2)) ^ at(3);
      const product = Math.imul(sum, digestMultiplier);
      lanes[lane] = product ^ (product >>> 15);
    }
  }
  return lanes;
}

/** Root over the digests of one pass, two words a block. */
export async function passRoot(digests: Uint32Array, sha256: Sha256): Promise<string> {
  return merkleRoot(await merkleLevels(leavesOf(digests, digests.length / 2), sha256));
}

/** The roots of all passes, from all digests, pass by pass. */
export async function passRoots(
  digests: Uint32Array,
  { blocks, passes }: Omit<ChallengeRead, 'seed'>,
  sha256: Sha256,
): Promise<string[]> {
  const roots: string[] = [];
  for (let pass = 0; pass < passes; pass++) {
    const own = digests.subarray(2 * blocks * pass, 2 * blocks * (pass + 1));
    roots.push(await passRoot(own, sha256));
  }
  return roots;
}

/**
 * All digests, pass by pass, two words a block.
 * @param digestPass the digests of all blocks under a key
 */
export async function readInChain(
  { blocks, passes, seed }: ChallengeRead,
  digestPass: (key: ReadKey) => Promise<Uint32Array>,
  sha256: Sha256,
): Promise<Uint32Array> {
  const digests = new Uint32Array(2 * blocks * passes);
  let key = firstKey(seed);
  for (let pass = 0; pass < passes; pass++) {
    const own = await digestPass(key);
    digests.set(own, 2 * blocks * pass);
    key = nextKey(await passRoot(own, sha256));
  }
  return digests;
}

/** The digest of a block under a key, two words. */
export function blockDigest(words: Int32Array, key: ReadKey): Uint32Array {
  return digestRows(blockLanes(words, key), digestLanes);
}

/**
 * Bytes that a challenge moves at least: each pass reads the array once, each mixing reads it and writes
 * it, and the draws write it.
 */
export function challengeBytes({ blocks, passes }: Omit<ChallengeRead, 'seed'>): number {
  return 4 * blockWords * blocks * (passes + 2 * mixingPasses + 1);
}
