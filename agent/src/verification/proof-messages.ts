import type {
  ChallengeSize,
  ChallengeWork,
  DrawnPicks,
  OpenedPicks,
} from '@ridgeline/kernels/verification/challenge-kinds';
import type { Claim } from './provable-claims.ts';

/** The steps of a proof, each asked when the one before it was answered. */
export type ProofStep =
  | {
      readonly step: 'prepare';
      readonly backend: string;
      /** As the adapter names itself; absent for CPUs. */
      readonly deviceName: string | undefined;
      readonly claim: Claim;
    }
  | { readonly step: 'compute'; readonly challenge: ChallengeWork }
  | { readonly step: 'open'; readonly picks: DrawnPicks['picks'] };

/** Answers by the step; a failure ends the proof. */
export interface ProofAnswers {
  readonly prepare: ChallengeSize;
  /** What is committed to: the root over all digests. */
  readonly compute: string;
  readonly open: OpenedPicks;
}

export type ProofReply =
  | { readonly isOk: true; readonly answer: ProofAnswers[keyof ProofAnswers] }
  | { readonly isOk: false; readonly reason: string };
