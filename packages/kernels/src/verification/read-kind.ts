import { readSpec } from '../read/spec.ts';
import { isBeyondCaches } from '../working-sets.ts';
import { type ChallengeKind, firstFault, roundsIn, type WorkOf } from './challenge-kind.ts';
import {
  blockDigest,
  blockWords,
  type ChallengeRead,
  challengeBytes,
  firstKey,
  mixedBlock,
  nextKey,
  type ReadKey,
} from './challenge-read.ts';
import { digestInLeaf, leafCount, leafIndex } from './digest-leaves.ts';
import { fromHex } from './hex.ts';
import { climb, isInTree, type Sha256 } from './merkle-tree.ts';
import { ReadCommitment, type ReadOpening, type ReadPick } from './read-commitment.ts';
import { digestText } from './row-digest.ts';

/** The forms of a read on the wire. */
export interface ReadForms {
  readonly size: { readonly kernel: 'read'; readonly blocks: number; readonly passes: number };
  readonly drawn: { readonly kernel: 'read'; readonly picks: readonly ReadPick[] };
  readonly opened: { readonly kernel: 'read'; readonly openings: readonly ReadOpening[] };
}

/** An array to stream. */
export type ReadWork = WorkOf<ReadForms>;

const blockBytes = 4 * blockWords;

/** Long enough that the hashes between two passes, and waking the threads, are a small part of one. */
const readSeconds = 0.012;

/** Larger arrays tell no more about memory. */
const largestArrayBytes = 1024 ** 3;

const places = { name: 'blocks', pick: 'block', least: 64, most: 16_384 } as const;

/** Key of a pass from the root of the pass before it, which must be under the committed root. */
async function keyOf(
  { before, pass }: ReadOpening,
  { passes, seed }: ChallengeRead,
  root: string,
  sha256: Sha256,
): Promise<ReadKey | undefined> {
  if (pass === 0) return firstKey(seed);
  if (before === undefined) return undefined;
  const leaf = fromHex(before.root);
  const claim = { leaf, proof: before.proof, index: pass - 1, leafCount: passes };
  return (await isInTree(claim, root, sha256)) ? nextKey(before.root) : undefined;
}

/** Passes over an array, each under a key from the one before: see `challenge-read.ts`. */
export const readKind: ChallengeKind<ReadForms> = {
  kernel: 'read',
  dtype: 'f32',
  peak: 'bandwidth',
  unit: 'B/s',
  reasonIfMissing: 'bandwidth-unproved',
  isBasic: false,
  // No GPU program for it exists yet: what a GPU streams is signed only.
  deviceKinds: ['cpu'],
  rounds: { name: 'passes', pick: 'pass', least: 1, most: 4096 },
  places,
  isChained: true,
  isRehearsed: true,
  counts: ({ blocks, passes }) => ({ rounds: passes, places: blocks }),
  sizeOf: ({ places: blocks, rounds }) => ({ kernel: 'read', blocks, passes: rounds }),
  // No smaller than what was measured, and small enough that it and the second array, which the filling
  // needs, leave memory to others.
  sizeFor({ leastBytes, memoryBytes, rate }) {
    const wanted = Math.min(readSeconds * rate, largestArrayBytes, memoryBytes / 8);
    const blocks = Math.max(places.least, Math.ceil(Math.max(wanted, leastBytes) / blockBytes));
    return { kernel: 'read', blocks, passes: roundsIn((blockBytes * blocks) / rate) };
  },
  work: challengeBytes,
  problemSize: ({ blocks }) => ({ elements: blockWords * blocks }),
  // An array that a cache holds would be read at the cache's pace.
  isLargeEnough: ({ blocks }, system) =>
    isBeyondCaches(readSpec, { elements: blockWords * blocks }, system),
  draw({ blocks, passes }, count, below) {
    const pick = () => ({ pass: below(passes), block: below(blocks) });
    return { kernel: 'read', picks: Array.from({ length: count }, pick) };
  },
  async commit(digests, size, sha256) {
    const commitment = await ReadCommitment.of(digests, size, sha256);
    return {
      root: commitment.root,
      async open(picks) {
        const openings = await Promise.all(picks.map((pick) => commitment.open(pick)));
        return { kernel: 'read', openings };
      },
    };
  },
  // 64 × 65,536 steps for each block.
  async faultOf(work, proof, sha256) {
    const { blocks, passes } = work;
    return firstFault(proof, async (opening) => {
      const { block, pass } = opening;
      const place = `block ${block} of pass ${pass}`;
      const within = {
        leaf: fromHex(opening.digests),
        proof: opening.proof,
        index: leafIndex(0, block, blocks),
        leafCount: leafCount(blocks, 1),
      };
      const own = await climb(within, sha256);
      const among = { index: pass, leafCount: passes };
      const claim = own && { ...among, leaf: fromHex(own.root), proof: own.rest };
      if (claim === undefined || !(await isInTree(claim, proof.root, sha256))) {
        return `${place} is not under the committed root`;
      }
      const key = await keyOf(opening, work, proof.root, sha256);
      if (key === undefined) return `the key of ${place} is not under the committed root`;
      const expected = digestText(blockDigest(mixedBlock(work, block), key));
      return expected === digestInLeaf(opening.digests, block, blocks)
        ? undefined
        : `${place} is wrong`;
    });
  },
};
