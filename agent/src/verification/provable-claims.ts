import {
  type AnyChallengeKind,
  type ChallengeSize,
  challengeKinds,
} from '@ridgeline/kernels/verification/challenge-kinds';
import type { PathPeaks } from '../report/path-peaks.ts';

/** What a path claims of one kernel. */
export interface Claim {
  readonly kernel: ChallengeSize['kernel'];
  /** Flops or bytes a second, as the board shows it. */
  readonly rate: number;
  /** Bytes that a smaller challenge would not be about: caches would hold them. */
  readonly leastBytes: number;
}

/** The peaks that challenges prove, by their ids. */
function peakOf({ bandwidth, compute }: PathPeaks, peak: string) {
  return peak === 'bandwidth' ? bandwidth : compute.get(peak.replace(/^compute-/, ''));
}

function claimOf(kind: AnyChallengeKind, peaks: PathPeaks): Claim[] {
  const found = peakOf(peaks, kind.peak);
  const hasProgram = kind.deviceKinds?.includes(peaks.device.kind) ?? true;
  if (found === undefined || !hasProgram) return [];
  return [{ kernel: kind.kernel, rate: found.rate, leastBytes: found.workingSetBytes ?? 0 }];
}

/** What can be proved of a path, in the order of the proofs; nothing without every basic claim. */
export function provableClaims(peaks: PathPeaks): Claim[] {
  const claims = challengeKinds.flatMap((kind) => claimOf(kind, peaks));
  const isComplete = challengeKinds
    .filter(({ isBasic }) => isBasic)
    .every(({ kernel }) => claims.some((claim) => claim.kernel === kernel));
  return isComplete ? claims : [];
}
