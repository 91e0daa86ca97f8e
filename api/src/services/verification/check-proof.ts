import {
  challengeB,
  challengeFlops,
  challengeRow,
  challengeSeed,
} from '@ridgeline/kernels/verification/challenge-matmul';
import { digestInLeaf, leafCount, leafIndex } from '@ridgeline/kernels/verification/digest-leaves';
import { isInTree } from '@ridgeline/kernels/verification/merkle-tree';
import { rowDigest } from '@ridgeline/kernels/verification/row-digest';
import type { PendingProof } from '../../db/queries/proofs.ts';

/** What a proof shows. */
export interface ProofVerdict {
  readonly isValid: boolean;
  readonly detail: string;
  /** Least rate that does the work between issue and commitment. */
  readonly floorFlopsPerSecond: number;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** Fault of the opening of one pick, or undefined when it holds. */
async function openingFault(
  pending: PendingProof,
  index: number,
  b: Int8Array,
): Promise<string | undefined> {
  const { n, openings, picks, repetitions, root, seed } = pending;
  const [pick, opening] = [picks[index], openings[index]];
  if (pick === undefined || opening === undefined) return 'an opening is missing';
  const { repetition, row } = pick;
  if (opening.repetition !== repetition || opening.row !== row) return 'another row was opened';
  const place = `row ${row} of repetition ${repetition}`;
  const claim = {
    digest: opening.digests,
    proof: opening.proof,
    leaf: leafIndex(repetition, row, n),
    leafCount: leafCount({ n, repetitions }),
  };
  if (!(await isInTree(claim, root, sha256))) return `${place} is not under the committed root`;
  const expected = rowDigest(
    challengeRow({ seed: challengeSeed(seed), n, repetitions }, b, repetition, row),
  );
  return expected === digestInLeaf(opening.digests, row, n) ? undefined : `${place} is wrong`;
}

/** Recompute the picked rows exactly and compare; n² steps each. */
export async function checkProof(pending: PendingProof): Promise<ProofVerdict> {
  const { committedAt, issuedAt, n, openings, picks, repetitions, seed } = pending;
  const challenge = { seed: challengeSeed(seed), n, repetitions };
  const elapsedSeconds = (committedAt.getTime() - issuedAt.getTime()) / 1000;
  const floorFlopsPerSecond = challengeFlops(challenge) / Math.max(elapsedSeconds, 1e-3);
  const invalid = (detail: string): ProofVerdict => ({
    isValid: false,
    detail,
    floorFlopsPerSecond,
  });
  if (openings.length !== picks.length) return invalid('the number of openings is wrong');
  const b = challengeB(challenge);
  for (let index = 0; index < picks.length; index++) {
    const fault = await openingFault(pending, index, b);
    if (fault !== undefined) return invalid(fault);
  }
  return { isValid: true, detail: `${picks.length} secret rows are right.`, floorFlopsPerSecond };
}
