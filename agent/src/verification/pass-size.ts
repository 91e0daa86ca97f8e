import { passSeconds } from '@ridgeline/kernels/verification/challenge-kind';
import {
  type ChallengeSize,
  challengeKindOf,
} from '@ridgeline/kernels/verification/challenge-kinds';

/** A pass of so many times the intended length is not waited for: it proves too little in any case. */
const patience = 2;

/** The same pass, shorter where one round of it turned out to take longer than was claimed. */
export function boundedPass(size: ChallengeSize, roundSeconds: number): ChallengeSize {
  const kind = challengeKindOf(size.kernel);
  const { places, rounds } = kind.counts(size);
  const affordable = Math.ceil((patience * passSeconds) / roundSeconds);
  return kind.sizeOf({ places, rounds: Math.max(1, Math.min(rounds, affordable)) });
}
