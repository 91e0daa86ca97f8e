import type { EvaluatedPath } from '@ridgeline/evaluation/evaluate';
import { findPeak, type Peak } from '@ridgeline/evaluation/peaks';
import { readSpec } from '@ridgeline/kernels/read/spec';
import { challengeFlops } from '@ridgeline/kernels/verification/challenge-matmul';
import { blockWords, challengeBytes } from '@ridgeline/kernels/verification/challenge-read';
import { isBeyondCaches } from '@ridgeline/kernels/working-sets';
import type { PendingProof } from '../../db/queries/proofs.ts';
import { matmulFault } from './check-matmul.ts';
import { readFault } from './check-read.ts';

/** What a challenge can ask for, and the claim that it proves. */
export interface ChallengeKind {
  readonly kernel: string;
  /** The peak of a path that it proves. */
  claimOf(path: EvaluatedPath): Peak | undefined;
  /** The run's reason when it proved its other claims and not this one. */
  readonly reasonIfMissing: string;
  /** Whether a path with such a claim cannot be verified without it. */
  isRequired(path: EvaluatedPath): boolean;
  /** Whether a challenge of `n` measures what the claim is about. */
  isLargeEnough(n: number, path: EvaluatedPath): boolean;
  /** Flops or bytes of a challenge. */
  work(size: { readonly n: number; readonly repetitions: number }): number;
  /** Why a proof does not hold; undefined when it does. */
  faultOf(proof: PendingProof): Promise<string | undefined>;
}

const matmulChallenge: ChallengeKind = {
  kernel: 'matmul',
  reasonIfMissing: 'compute-unproved',
  claimOf: ({ peaks }) => findPeak(peaks, 'compute-f32'),
  isRequired: () => true,
  isLargeEnough: () => true,
  work: challengeFlops,
  faultOf: matmulFault,
};

const readChallenge: ChallengeKind = {
  kernel: 'read',
  reasonIfMissing: 'bandwidth-unproved',
  claimOf: ({ peaks }) => findPeak(peaks, 'bandwidth'),
  // No GPU program for it exists yet: what a GPU streams is signed only.
  isRequired: ({ device, peaks }) =>
    device.given.kind === 'cpu' && findPeak(peaks, 'bandwidth') !== undefined,
  // An array that a cache holds would be read at the cache's pace.
  isLargeEnough: (n, { device }) =>
    isBeyondCaches(readSpec, { elements: blockWords * n }, device.memorySystem),
  work: challengeBytes,
  faultOf: readFault,
};

/** Every kind of challenge. */
export const challengeKinds: readonly ChallengeKind[] = [matmulChallenge, readChallenge];

/** The kind by the kernel that a challenge names. */
export function findChallengeKind(kernel: string): ChallengeKind {
  const kind = challengeKinds.find((each) => each.kernel === kernel);
  if (kind === undefined) throw new Error(`There is no challenge "${kernel}".`);
  return kind;
}
