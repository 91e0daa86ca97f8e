import type { LlmEvent, LlmResult } from './llm-result.ts';
import type { ModelShape } from './model-shape.ts';
import type { WeightFormatId } from './weight-formats.ts';

/** What to run, where the runtime is, and whom to tell. */
export interface MeasureLlmOptions {
  /** Folder that holds the installed runtime, as `installRuntime` filled it. */
  readonly runtimeFolder: string;
  readonly quantization: WeightFormatId;
  readonly promptTokens: number;
  readonly generatedTokens: number;
  /** `gpu` only where a real one exists; the default is `cpu`. */
  readonly compute?: 'cpu' | 'gpu';
  readonly shape?: ModelShape;
  /** Time for the repeats of both phases together; at least two are taken. */
  readonly timeBudgetSeconds?: number;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: LlmEvent) => void;
}

/**
 * Runs a synthetic random-weight llama model through a real LLM runtime and times its two phases.
 * The runtime has a process of its own, and the model's file is removed however the run ends.
 * An abort ends as `failed`.
 */
export async function measureLlm(options: MeasureLlmOptions): Promise<LlmResult> {
  throw new Error(`not written yet: ${options.quantization}`);
}
