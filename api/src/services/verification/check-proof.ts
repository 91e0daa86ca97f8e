import {
  type ChallengeKeys,
  type ChallengeKind,
  type ChallengeWork,
  faultOfProof,
} from '@ridgeline/kernels/verification/challenge-kind';
import { challengeKindOf } from '@ridgeline/kernels/verification/challenge-kinds';
import { keyOfHex } from '@ridgeline/kernels/verification/challenge-seed';
import type { CommitmentRow, PendingProof } from '../../db/queries/proofs.ts';
import { randomBelow } from './random-below.ts';
import { sha256 } from './sha256.ts';

/** What a proof shows. */
export interface ProofVerdict {
  readonly isValid: boolean;
  readonly detail: string;
  /** Least rate that does the work between start and commitment. */
  readonly floorRate: number;
}

/** What a commitment is to. */
export function workOf(committed: CommitmentRow): {
  readonly kind: ChallengeKind;
  readonly work: ChallengeWork;
} {
  const { firstRoot, n: places, repetitions: rounds, seed, startKey } = committed;
  const keys: ChallengeKeys = { seed: keyOfHex(seed), start: keyOfHex(startKey) };
  const kind = challengeKindOf(committed.kind);
  return { kind, work: { ...keys, counts: { places, rounds }, firstRoot: firstRoot ?? undefined } };
}

/** Judge the openings of a proof; what its floor is worth is decided with the run. */
export async function checkProof(pending: PendingProof): Promise<ProofVerdict> {
  const { committedAt, picks, startedAt } = pending;
  const { kind, work } = workOf(pending);
  const elapsedSeconds = (committedAt.getTime() - startedAt.getTime()) / 1000;
  const floorRate = kind.work(work.counts) / Math.max(elapsedSeconds, 1e-3);
  const fault = await faultOfProof(kind, work, pending, { sha256, below: randomBelow });
  const detail = fault ?? `${picks.length} secret places are right.`;
  return { isValid: fault === undefined, detail, floorRate };
}
