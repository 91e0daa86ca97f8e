import type { PendingProof } from '../../db/queries/proofs.ts';
import { findChallengeKind } from './challenge-kinds.ts';

/** What a proof shows. */
export interface ProofVerdict {
  readonly isValid: boolean;
  readonly detail: string;
  /** Least rate that does the work between issue and commitment. */
  readonly floorRate: number;
}

/** Check the openings of a proof; what its floor is worth is decided with the run. */
export async function checkProof(pending: PendingProof): Promise<ProofVerdict> {
  const { committedAt, issuedAt, kernel, picks } = pending;
  const kind = findChallengeKind(kernel);
  const elapsedSeconds = (committedAt.getTime() - issuedAt.getTime()) / 1000;
  const floorRate = kind.work(pending) / Math.max(elapsedSeconds, 1e-3);
  const fault = await kind.faultOf(pending);
  const detail = fault ?? `${picks.length} secret places are right.`;
  return { isValid: fault === undefined, detail, floorRate };
}
