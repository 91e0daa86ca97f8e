import {
  drawLeaves,
  faultOfTrees,
  type LeafPick,
} from '@ridgeline/kernels/verification/challenge-kind';
import { challengeKindOf } from '@ridgeline/kernels/verification/challenge-kinds';
import {
  type Commitment,
  type CommitmentRequest,
  mostPicks,
  type ProofRequest,
} from '@ridgeline/schema/challenge';
import type { Store } from '../../db/store.ts';
import { storeFailure } from '../../db/store-error.ts';
import { ProblemError } from '../../problems.ts';
import type { Sealer } from '../signed-token.ts';
import { workOf } from './check-proof.ts';
import { openStart } from './issue-challenge.ts';
import { randomBelow } from './random-below.ts';
import { sha256 } from './sha256.ts';

/** Enough for passes that something else disturbed, and for every figure of a few runs. */
const mostCommitments = { ofKind: 3, ofRun: 48, ofKeyAndHour: 240 } as const;

/** A commitment whose proof has not come by then is a failed one. */
export const proofSeconds = 600;

interface RedeemServices {
  readonly store: Store;
  readonly challenges: Sealer;
  now(): Date;
}

/** Hold a root and draw the leaves to open; the clock of arrival bounds the work. */
export async function commit(
  services: RedeemServices,
  request: CommitmentRequest,
  owner: string,
): Promise<Commitment> {
  // Taken first: whatever follows is not the sender's time.
  const committedAt = services.now();
  const challenge = await openStart(services, request.token);
  if (challenge.owner !== owner) {
    throw new ProblemError('challenge-key-mismatch', 'Another key asked for this challenge.');
  }
  const { firstRoot, id, places, rounds, seed, startedAt, startKey, suite } = challenge;
  const kind = challengeKindOf(challenge.kind);
  const picks: LeafPick[] = drawLeaves(kind, { places, rounds }, mostPicks, randomBelow);
  const { path, root, runId } = request;
  const asked = { seed, startKey, firstRoot: firstRoot ?? null, kind: kind.id, picks };
  const counts = { n: places, repetitions: rounds };
  const times = { startedAt: new Date(startedAt), committedAt };
  const record = {
    challengeId: id,
    path,
    root,
    runId,
    suite,
    owner,
    ...asked,
    ...counts,
    ...times,
  };
  try {
    const isHeld = await services.store.insertCommitment(record, mostCommitments);
    if (!isHeld) {
      throw new ProblemError(
        'too-many-commitments',
        'This run, or its key within an hour, has committed to enough challenges.',
      );
    }
  } catch (error) {
    if (error instanceof ProblemError || storeFailure(error).kind !== 'conflict') throw error;
    // Drawing again would let a cheat choose the draw that suits the rows it computed.
    throw new ProblemError('challenge-used', 'This challenge is committed to already.');
  }
  return { challengeId: id, committedAt: committedAt.toISOString(), picks };
}

/**
 * Keep what the drawn leaves are opened with; they are judged once the run is there. What is not under
 * the committed root is refused before anything is kept.
 */
export async function storeProof(
  services: RedeemServices,
  { challengeId, openings, roots }: ProofRequest,
  owner: string,
): Promise<{ challengeId: string; receivedAt: string }> {
  const receivedAt = services.now();
  const committed = await services.store.findCommitment(challengeId);
  if (committed === undefined) {
    throw new ProblemError('not-found', 'Nobody committed to this challenge.');
  }
  if (committed.owner !== owner) {
    throw new ProblemError('challenge-key-mismatch', 'Another key committed to this challenge.');
  }
  if (receivedAt.getTime() - committed.committedAt.getTime() > proofSeconds * 1000) {
    throw new ProblemError('challenge-used', 'The time to open this challenge is over.');
  }
  const { kind, work } = workOf(committed);
  const proof = { root: committed.root, picks: committed.picks, roots, openings };
  const fault = await faultOfTrees(kind, work, proof, sha256);
  if (fault !== undefined)
    throw new ProblemError('proof-not-committed', `It is refused: ${fault}.`);
  try {
    await services.store.insertProof({ challengeId, roots, openings, receivedAt });
  } catch (error) {
    if (storeFailure(error).kind !== 'conflict') throw error;
    throw new ProblemError('challenge-used', 'This challenge has its proof already.');
  }
  return { challengeId, receivedAt: receivedAt.toISOString() };
}
