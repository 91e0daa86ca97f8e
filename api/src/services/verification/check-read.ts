import {
  blockDigest,
  type ChallengeRead,
  firstKey,
  mixedBlock,
  nextKey,
} from '@ridgeline/kernels/verification/challenge-read';
import { challengeSeed } from '@ridgeline/kernels/verification/challenge-seed';
import { digestInLeaf, leafCount, leafIndex } from '@ridgeline/kernels/verification/digest-leaves';
import { fromHex } from '@ridgeline/kernels/verification/hex';
import { climb, isInTree } from '@ridgeline/kernels/verification/merkle-tree';
import { digestText } from '@ridgeline/kernels/verification/row-digest';
import type { PendingProof } from '../../db/queries/proofs.ts';
import { firstFault } from './first-fault.ts';
import { sha256 } from './sha256.ts';

type Opening = PendingProof['openings'][number];

/** Key of a pass from the root of the pass before it, which must be under the committed root. */
async function keyOf(
  pass: number,
  { before }: Opening,
  { repetitions, seed }: ChallengeRead,
  root: string,
) {
  if (pass === 0) return firstKey(seed);
  if (before === undefined) return undefined;
  const leaf = fromHex(before.root);
  const claim = { leaf, proof: before.proof, index: pass - 1, leafCount: repetitions };
  return (await isInTree(claim, root, sha256)) ? nextKey(before.root) : undefined;
}

/** Recomputes the picked blocks exactly, in 64 × 65,536 steps each; why they are wrong, or undefined. */
export async function readFault(pending: PendingProof): Promise<string | undefined> {
  const { n, repetitions, root } = pending;
  const challenge: ChallengeRead = { seed: challengeSeed(pending.seed), n, repetitions };
  return firstFault(pending, async ({ repetition, row }, opening) => {
    const place = `block ${row} of pass ${repetition}`;
    const leaf = fromHex(opening.digests);
    const within = {
      leaf,
      index: leafIndex(0, row, n),
      leafCount: leafCount({ n, repetitions: 1 }),
    };
    const pass = await climb({ ...within, proof: opening.proof }, sha256);
    const among = { index: repetition, leafCount: repetitions };
    const claim = pass && { ...among, leaf: fromHex(pass.root), proof: pass.rest };
    if (claim === undefined || !(await isInTree(claim, root, sha256))) {
      return `${place} is not under the committed root`;
    }
    const key = await keyOf(repetition, opening, challenge, root);
    if (key === undefined) return `the key of ${place} is not under the committed root`;
    const expected = digestText(blockDigest(mixedBlock(challenge, row), key));
    return expected === digestInLeaf(opening.digests, row, n) ? undefined : `${place} is wrong`;
  });
}
