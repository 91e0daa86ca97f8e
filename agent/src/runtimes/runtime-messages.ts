import type { LlmEvent, LlmSample, LlmSoftwarePath } from './llm-result.ts';

/** What the runtime's process is asked, once. */
export interface RuntimeRequest {
  /** Address of the runtime's module. */
  readonly entry: string;
  readonly runtime: string;
  readonly version: string;
  readonly modelPath: string;
  readonly compute: 'cpu' | 'gpu';
  readonly vocabularySize: number;
  readonly contextTokens: number;
  readonly promptTokens: number;
  readonly generatedTokens: number;
  readonly timeBudgetSeconds: number;
}

/** Every repeat's samples. */
export interface RuntimeSamples {
  readonly prefill: readonly LlmSample[];
  readonly decode: readonly LlmSample[];
}

/** What it answers: progress, and one ending. */
export type RuntimeReply =
  | { readonly type: 'event'; readonly event: LlmEvent }
  /** The weights are in memory, so the file may go. */
  | { readonly type: 'loaded' }
  | {
      readonly type: 'done';
      readonly softwarePath: LlmSoftwarePath;
      readonly samples: RuntimeSamples;
    }
  | { readonly type: 'no-gpu'; readonly reason: string }
  | { readonly type: 'failed'; readonly reason: string };
