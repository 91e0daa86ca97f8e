import { challengeKindOf } from '@ridgeline/kernels/verification/challenge-kinds';
import type { Commitment, CommitmentRequest, ProofRequest } from '@ridgeline/schema/challenge';
import type { Store } from '../../db/store.ts';
import { storeFailure } from '../../db/store-error.ts';
import { ProblemError } from '../../problems.ts';
import type { Sealer } from '../signed-token.ts';
import { openChallenge } from './issue-challenge.ts';

/** Rows or blocks opened per challenge: who computed half of them passes once in 65,536 times. */
const pickCount = 16;

interface RedeemServices {
  readonly store: Store;
  readonly challenges: Sealer;
  now(): Date;
}

/** A whole number below `bound`, without bias. */
function randomBelow(bound: number): number {
  const limit = Math.floor(2 ** 32 / bound) * bound;
  for (;;) {
    const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
    if (value < limit) return value % bound;
  }
}

/** Hold a root and draw the places to open; the store's clock of arrival bounds the work. */
export async function commit(
  services: RedeemServices,
  request: CommitmentRequest,
  owner: string,
): Promise<Commitment> {
  // Taken first: whatever follows is not the sender's time.
  const committedAt = services.now();
  const challenge = await openChallenge(services, request.token);
  if (challenge.owner !== owner) {
    throw new ProblemError('challenge-key-mismatch', 'Another key asked for this challenge.');
  }
  const { id, issuedAt, seed, size, suite } = challenge;
  const kind = challengeKindOf(size.kernel);
  const { places: n, rounds: repetitions } = kind.counts(size);
  const drawn = kind.draw(size, pickCount, randomBelow);
  const { path, root, runId } = request;
  const asked = {
    seed,
    kernel: size.kernel,
    dtype: kind.dtype,
    n,
    repetitions,
    picks: drawn.picks,
  };
  const record = { path, root, runId, suite, owner, ...asked };
  try {
    const times = { issuedAt: new Date(issuedAt), committedAt };
    await services.store.insertCommitment({ challengeId: id, ...record, ...times });
  } catch (error) {
    if (storeFailure(error).kind !== 'conflict') throw error;
    // Drawing again would let a cheat choose the draw that suits the rows it computed.
    throw new ProblemError('challenge-used', 'This challenge is committed to already.');
  }
  return { challengeId: id, committedAt: committedAt.toISOString(), ...drawn };
}

/** Keep what the picked places are opened with; it is checked once the run is there. */
export async function storeProof(
  services: RedeemServices,
  { challengeId, kernel, openings }: ProofRequest,
): Promise<{ challengeId: string; receivedAt: string }> {
  const receivedAt = services.now();
  const committed = await services.store.findCommittedKernel(challengeId);
  if (committed === undefined) {
    throw new ProblemError('not-found', 'Nobody committed to this challenge.');
  }
  if (committed !== kernel) {
    const detail = `is not what the challenge asked for: ${committed}`;
    throw new ProblemError('schema-violation', `The kernel ${detail}.`, {
      errors: [{ pointer: '/kernel', detail }],
    });
  }
  try {
    await services.store.insertProof({ challengeId, openings, receivedAt });
  } catch (error) {
    if (storeFailure(error).kind !== 'conflict') throw error;
    throw new ProblemError('challenge-used', 'This challenge has its proof already.');
  }
  return { challengeId, receivedAt: receivedAt.toISOString() };
}
