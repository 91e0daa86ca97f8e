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
import { ReadCommitment } from '@ridgeline/kernels/verification/read-commitment';
import { sha256 } from '@ridgeline/measure/sha256';
import type { Challenge } from '@ridgeline/schema/challenge';

/** The whole array after mixing, in plain JavaScript. */
function mixedArray({ n, ...rest }: Challenge): Int32Array[] {
  const challenge = { n, seed: challengeSeed(rest.seed), repetitions: rest.repetitions };
  let blocks = Array.from({ length: n }, (_, block) => {
    const words = new Int32Array(blockWords);
    drawBlock(words, challenge.seed, block);
    return words;
  });
  for (const { multiplier, offset } of mixings(challenge)) {
    blocks = blocks.map((words, block) => {
      const mixed = new Int32Array(blockWords);
      mixBlock(mixed, words, blocks[(block + offset) % n] ?? words, multiplier);
      return mixed;
    });
  }
  return blocks;
}

/** Stream the array of a challenge; `digestOf` may lie about a block. */
export async function runReadPass(
  challenge: Challenge,
  digestOf: (words: Int32Array, key: ReadKey, block: number) => Uint32Array = blockDigest,
): Promise<ReadCommitment> {
  const { n, repetitions, seed } = challenge;
  const blocks = mixedArray(challenge);
  const pass = async (key: ReadKey) => {
    const digests = new Uint32Array(2 * n);
    for (const [block, words] of blocks.entries())
      digests.set(digestOf(words, key, block), 2 * block);
    return digests;
  };
  const plan = { n, repetitions, seed: challengeSeed(seed) };
  return ReadCommitment.of(await readInChain(plan, pass, sha256), plan, sha256);
}
