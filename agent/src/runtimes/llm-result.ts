import type { ModelShape } from './model-shape.ts';
import type { WeightFormatId } from './weight-formats.ts';

/** One timed execution of a phase. */
export interface LlmSample {
  readonly throughputTokensPerSecond: number;
  /** Share of one CPU that other programs used meanwhile; two cores all busy with them make 2. */
  readonly otherCpuRatio: number;
}

/** One phase's samples in the order in which they were taken, and what they come to. */
export interface LlmPhase {
  /** Tokens of the prompt or of the answer; an answer is timed in pieces, each a sample. */
  readonly tokens: number;
  /** Over the samples that other programs left alone; over all when `isContended`. */
  readonly throughputTokensPerSecond: {
    readonly median: number;
    readonly min: number;
    readonly max: number;
  };
  /** True when fewer than two samples were left alone: the machine was too busy for a good figure. */
  readonly isContended: boolean;
  readonly samples: readonly LlmSample[];
}

/** What executed the model, so that two results are compared only when these agree. */
export interface LlmSoftwarePath {
  readonly runtime: string;
  readonly version: string;
  /** Release of llama.cpp inside the runtime. */
  readonly release: string;
  /** `cpu`, or the runtime's name of the GPU interface that was used: cuda, vulkan, metal. */
  readonly compute: string;
  /** Names of the GPUs that held the weights; empty on the CPU. */
  readonly gpuNames: readonly string[];
  readonly threads: number;
  readonly systemFeatures: string;
}

/** A synthetic model that ran; every figure is measured. */
export interface LlmMeasurement {
  readonly outcome: 'ok';
  readonly softwarePath: LlmSoftwarePath;
  readonly shape: ModelShape;
  readonly quantization: WeightFormatId;
  readonly parameters: number;
  /** Weight bytes that one decoded token reads: everything but the input embedding. */
  readonly decodeWeightBytes: number;
  readonly fileBytes: number;
  readonly prefill: LlmPhase;
  readonly decode: LlmPhase;
}

/** How the run of a real LLM runtime ended. */
export type LlmResult =
  | LlmMeasurement
  | {
      /** The runtime is not installed, or this machine has too little room. */
      readonly outcome: 'unavailable';
      readonly reason: string;
      readonly nextStep: string;
    }
  | { readonly outcome: 'failed'; readonly reason: string };

/** Progress, in the order in which it happens. */
export type LlmEvent =
  | {
      readonly type: 'model-writing';
      readonly writtenBytes: number;
      readonly totalBytes: number;
    }
  | { readonly type: 'model-loading' }
  | { readonly type: 'warming-up' }
  | {
      readonly type: 'sample';
      readonly phase: 'prefill' | 'decode';
      readonly sample: LlmSample;
      /** 1-based. */
      readonly sampleCount: number;
    };
