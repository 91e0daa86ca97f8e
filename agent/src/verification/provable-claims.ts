import type { EvaluatedPath } from '@ridgeline/evaluation/evaluate';
import { findPeak } from '@ridgeline/evaluation/peaks';
import { challengeKinds } from '@ridgeline/kernels/verification/challenge-kinds';

/** One figure of a path that a challenge can prove. */
export interface Claim {
  /** Id of the kind of challenge. */
  readonly kind: string;
  /** Flops or bytes a second, as the board shows it. */
  readonly rate: number;
}

/** What can be proved of a path by the kinds that its backend meets, in the order of the proofs. */
export function provableClaims({ peaks }: EvaluatedPath, proves: readonly string[]): Claim[] {
  return challengeKinds.flatMap(({ id, peak }): Claim[] => {
    const found = findPeak(peaks, peak);
    return found !== undefined && proves.includes(id) ? [{ kind: id, rate: found.value }] : [];
  });
}
