import type { Preset } from '@ridgeline/kernels/kernel-spec';
import type { Backend } from './backends/backend.ts';
import type { MeasureEvent } from './measure-event.ts';

/** What the host reports about other work on it. */
export interface NoiseProbe {
  /** Share of all CPU time that other processes used since the previous call, 0 … 1. */
  otherCpuRatio(): number;
}

export interface MeasureSuiteOptions {
  readonly backends: readonly Backend[];
  /** Names of the adapters that the same run met before, that of `gpu0` first: they keep their ids. */
  readonly adapters?: readonly string[];
  readonly preset: Preset;
  /** Wall time for the whole suite, probes included. */
  readonly timeBudgetSeconds: number;
  /** Last-level cache and memory of the host. */
  readonly cacheBytes: number;
  readonly memoryBytes: number;
  /** Ends the suite after the sample under way; finished measurements are kept. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: MeasureEvent) => void;
  readonly noise?: NoiseProbe;
  /** Kernel ids to measure; all of the suite when absent. */
  readonly kernels?: readonly string[];
  /** Seed of all inputs; the same by default, so that runs measure the same problems. */
  readonly seed?: number;
}
