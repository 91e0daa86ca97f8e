import type { LeafOpening, LeafPick } from '@ridgeline/kernels/verification/challenge-kind';
import type { ChallengeKey } from '@ridgeline/kernels/verification/challenge-seed';
import type { ProofRequest } from '@ridgeline/measure/backends/prover';

/** The steps of a proof, each asked when the one before it was answered. */
export type ProofStep =
  | {
      readonly step: 'prepare';
      readonly backend: string;
      /** As the adapter names itself; absent for CPUs. */
      readonly deviceName: string | undefined;
      readonly request: ProofRequest;
      readonly seed: ChallengeKey;
    }
  | { readonly step: 'compute'; readonly start: ChallengeKey }
  | { readonly step: 'open'; readonly picks: readonly LeafPick[] };

/** Answers by the step; a failure ends the proof. */
export interface ProofAnswers {
  /** Root of what was filled, where the kind of challenge is. */
  readonly prepare: string | undefined;
  /** Roots of all rounds. */
  readonly compute: readonly string[];
  readonly open: readonly LeafOpening[];
}

export type ProofReply =
  | { readonly isOk: true; readonly answer: ProofAnswers[keyof ProofAnswers] }
  | { readonly isOk: false; readonly reason: string };
