import type { Preset } from '@ridgeline/kernels/kernel-spec';
import type {
  ChallengeSize,
  ChallengeWork,
  DrawnPicks,
  OpenedPicks,
} from '@ridgeline/kernels/verification/challenge-kinds';
import type { MeasureEvent } from '@ridgeline/measure/measure-event';
import type { SuiteResult } from '@ridgeline/measure/measure-suite';
import type { Claim } from '../verification/provable-claims.ts';

/** The steps of a proof, each asked when the one before it was answered. */
export type ProofRequestToGroup =
  | {
      readonly step: 'prepare';
      readonly group: string;
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

/** What the agent asks of a group's process; it answers with events and ends. */
export type ToGroup =
  | { readonly type: 'probe'; readonly group: string; readonly backends: readonly string[] }
  | {
      readonly type: 'measure';
      readonly group: string;
      readonly backends: readonly string[];
      readonly preset: Preset;
      readonly timeBudgetSeconds: number;
      readonly cacheBytes: number;
      readonly memoryBytes: number;
      readonly kernels: readonly string[] | undefined;
      /** They keep the processors awake; their work is not other programs'. */
      readonly awakeProcessIds: readonly number[];
    }
  | ({ readonly type: 'prove' } & ProofRequestToGroup)
  | { readonly type: 'abort' };

export type FromGroup =
  | { readonly type: 'event'; readonly event: MeasureEvent }
  | { readonly type: 'result'; readonly result: SuiteResult }
  | { readonly type: 'probed' }
  | { readonly type: 'proof'; readonly reply: ProofReply };
