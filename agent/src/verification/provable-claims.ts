import type { EvaluatedPath } from '@ridgeline/evaluation/evaluate';
import { findPeak } from '@ridgeline/evaluation/peaks';
import {
  type AnyChallengeKind,
  type ChallengeSize,
  challengeKinds,
} from '@ridgeline/kernels/verification/challenge-kinds';

/** What a path claims of one kernel. */
export interface Claim {
  readonly kernel: ChallengeSize['kernel'];
  /** Flops or bytes a second, as the board shows it. */
  readonly rate: number;
  /** Bytes that a smaller challenge would not be about: caches would hold them. */
  readonly leastBytes: number;
}

function claimOf(kind: AnyChallengeKind, { device, peaks }: EvaluatedPath): Claim[] {
  const found = findPeak(peaks, kind.peak);
  const hasProgram = kind.deviceKinds?.includes(device.facts.kind) ?? true;
  if (found === undefined || !hasProgram) return [];
  const leastBytes = found.measurement.declared?.cost.bytes ?? 0;
  return [{ kernel: kind.kernel, rate: found.value, leastBytes }];
}

/** What can be proved of a path, in the order of the proofs; nothing without every basic claim. */
export function provableClaims(path: EvaluatedPath): Claim[] {
  const claims = challengeKinds.flatMap((kind) => claimOf(kind, path));
  const isComplete = challengeKinds
    .filter(({ isBasic }) => isBasic)
    .every(({ kernel }) => claims.some((claim) => claim.kernel === kernel));
  return isComplete ? claims : [];
}
