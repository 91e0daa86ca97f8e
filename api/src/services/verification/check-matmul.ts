import { challengeB, challengeRow } from '@ridgeline/kernels/verification/challenge-matmul';
import { challengeSeed } from '@ridgeline/kernels/verification/challenge-seed';
import { digestInLeaf, leafCount, leafIndex } from '@ridgeline/kernels/verification/digest-leaves';
import { fromHex } from '@ridgeline/kernels/verification/hex';
import { isInTree } from '@ridgeline/kernels/verification/merkle-tree';
import { rowDigest } from '@ridgeline/kernels/verification/row-digest';
import type { PendingProof } from '../../db/queries/proofs.ts';
import { firstFault } from './first-fault.ts';
import { sha256 } from './sha256.ts';

/** Recomputes the picked rows exactly, in n² steps each; why they are wrong, or undefined. */
export async function matmulFault(pending: PendingProof): Promise<string | undefined> {
  const { n, repetitions, root } = pending;
  const challenge = { seed: challengeSeed(pending.seed), n, repetitions };
  const b = challengeB(challenge);
  return firstFault(pending, async ({ repetition, row }, opening) => {
    const place = `row ${row} of repetition ${repetition}`;
    const claim = {
      leaf: fromHex(opening.digests),
      proof: opening.proof,
      index: leafIndex(repetition, row, n),
      leafCount: leafCount({ n, repetitions }),
    };
    if (!(await isInTree(claim, root, sha256))) return `${place} is not under the committed root`;
    const expected = rowDigest(challengeRow(challenge, b, repetition, row));
    return expected === digestInLeaf(opening.digests, row, n) ? undefined : `${place} is wrong`;
  });
}
