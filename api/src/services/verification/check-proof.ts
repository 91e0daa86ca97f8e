import { challengeKindOf } from '@ridgeline/kernels/verification/challenge-kinds';
import { challengeSeed } from '@ridgeline/kernels/verification/challenge-seed';
import type { PendingProof } from '../../db/queries/proofs.ts';
import { sha256 } from './sha256.ts';

/** What a proof shows. */
export interface ProofVerdict {
  readonly isValid: boolean;
  readonly detail: string;
  /** Least rate that does the work between issue and commitment. */
  readonly floorRate: number;
}

/** Check the openings of a proof; what its floor is worth is decided with the run. */
export async function checkProof(pending: PendingProof): Promise<ProofVerdict> {
  const { committedAt, issuedAt, n, picks, repetitions, seed } = pending;
  const kind = challengeKindOf(pending.kernel);
  const size = kind.sizeOf({ places: n, rounds: repetitions });
  const elapsedSeconds = (committedAt.getTime() - issuedAt.getTime()) / 1000;
  const floorRate = kind.work(size) / Math.max(elapsedSeconds, 1e-3);
  const work = { ...size, seed: challengeSeed(seed) };
  const fault = await kind.faultOf(work, pending, sha256);
  const detail = fault ?? `${picks.length} secret places are right.`;
  return { isValid: fault === undefined, detail, floorRate };
}
