import type { ModelShape } from './model-shape.ts';
import type { WeightFormatId } from './weight-formats.ts';

/** Tokens per second of one phase, one sample per repeat in the order in which they were taken. */
export interface LlmPhase {
  /** Tokens that one sample read (prefill) or wrote (decode). */
  readonly tokens: number;
  readonly throughputTokensPerSecond: {
    readonly median: number;
    readonly min: number;
    readonly max: number;
    /** (max − min) / median; beyond 0.1 something else used the machine at the same time. */
    readonly spreadRatio: number;
    readonly samples: readonly number[];
  };
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
      readonly throughputTokensPerSecond: number;
      /** 1-based. */
      readonly sampleCount: number;
    };
