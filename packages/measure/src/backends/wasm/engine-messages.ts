import type { LeafOpening, LeafPick } from '@ridgeline/kernels/verification/challenge-kind';
import type { ChallengeKey } from '@ridgeline/kernels/verification/challenge-seed';
import type { TunedRate, WasmTuning } from '@ridgeline/kernels/wasm/tuning';
import type { FailureReport } from '../../failure.ts';
import type { Execution, Probe } from '../backend.ts';
import type { ProofRequest } from '../prover.ts';

/** A problem without its kernel's functions, which do not cross processes. */
export interface EngineProblem {
  readonly kernel: string;
  readonly dtype: string;
  readonly size: Readonly<Record<string, number>>;
  readonly seed: number;
  readonly values: 'random' | 'integers';
  readonly copies: number;
}

/** What the agent asks of the engine's process; every request is answered once, in order. */
export type EngineRequest =
  | {
      readonly type: 'open';
      readonly threadCounts: readonly number[];
      readonly mode?: string;
      readonly tuning?: WasmTuning;
    }
  | { readonly type: 'prepare'; readonly problem: EngineProblem }
  | { readonly type: 'execute'; readonly times: number }
  | { readonly type: 'prove'; readonly request: ProofRequest }
  | { readonly type: 'rehearse' }
  | { readonly type: 'fill'; readonly seed: ChallengeKey }
  | { readonly type: 'compute'; readonly start: ChallengeKey }
  | { readonly type: 'openLeaves'; readonly picks: readonly LeafPick[] }
  | { readonly type: 'read'; readonly from: number; readonly count: number };

/** Answers by the type of request. */
export interface EngineAnswers {
  readonly open: { readonly probe: Probe; readonly tuned: readonly TunedRate[] };
  readonly prepare: {
    readonly variant: string;
    readonly reachedSize: Readonly<Record<string, number>> | undefined;
  };
  readonly execute: Execution;
  readonly prove: undefined;
  readonly rehearse: undefined;
  readonly fill: string | undefined;
  readonly compute: readonly string[];
  readonly openLeaves: readonly LeafOpening[];
  readonly read: ArrayLike<number>;
}

/** An answer on the wire. */
export type EngineReply =
  | { readonly type: 'answer'; readonly answer: EngineAnswers[keyof EngineAnswers] }
  | ({ readonly type: 'failed' } & FailureReport);
