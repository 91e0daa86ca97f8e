import {
  blockDigest,
  blockWords,
  drawBlock,
  mixBlock,
  mixings,
  type ReadKey,
  readInChain,
} from '@ridgeline/kernels/verification/challenge-read';
import { challengeSeed } from '@ridgeline/kernels/verification/challenge-seed';
import { type ReadForms, readKind } from '@ridgeline/kernels/verification/read-kind';
import { sha256 } from '@ridgeline/measure/sha256';
import type { IssuedChallenge } from '@ridgeline/schema/challenge';
import type { Pass } from './prover.ts';

/** An array that the API asked for. */
export type IssuedRead = IssuedChallenge & ReadForms['size'];

/** The whole array after mixing, in plain JavaScript. */
function mixedArray({ blocks: count, passes, seed }: IssuedRead): Int32Array[] {
  const challenge = { blocks: count, passes, seed: challengeSeed(seed) };
  let blocks = Array.from({ length: count }, (_, block) => {
    const words = new Int32Array(blockWords);
    drawBlock(words, challenge.seed, block);
    return words;
  });
  for (const { multiplier, offset } of mixings(challenge)) {
    blocks = blocks.map((words, block) => {
      const mixed = new Int32Array(blockWords);
      mixBlock(mixed, words, blocks[(block + offset) % count] ?? words, multiplier);
      return mixed;
    });
  }
  return blocks;
}

/** Stream the array of a challenge; `digestOf` may lie about a block. */
export async function runReadPass(
  challenge: IssuedRead,
  digestOf: (words: Int32Array, key: ReadKey, block: number) => Uint32Array = blockDigest,
): Promise<Pass> {
  const blocks = mixedArray(challenge);
  const pass = async (key: ReadKey) => {
    const digests = new Uint32Array(2 * challenge.blocks);
    for (const [block, words] of blocks.entries())
      digests.set(digestOf(words, key, block), 2 * block);
    return digests;
  };
  const work = { ...challenge, seed: challengeSeed(challenge.seed) };
  return readKind.commit(await readInChain(work, pass, sha256), challenge, sha256);
}
