import type { KernelSpec, ProblemSize } from '@ridgeline/kernels/kernel-spec';
import type { OkMeasurement } from './measurement.ts';

/** Executions that a measurement takes at the very least: compile, warm up, three samples. */
const leastExecutions = 5;

/** A series may take this many times its share; the rest of the plan is shortened for it. */
const overrunRatio = 2;

/** Below this, fixed costs hide what the work itself takes, so nothing is foretold from it. */
const tellingSeconds = 0.005;

/** Predicts from the previous size of a series how long the next one takes. */
export class SeriesForecast {
  readonly #kernel: KernelSpec;
  readonly #dtype: string;
  readonly #longestExecutionSeconds: number;
  #work: number | undefined;
  #executionSeconds = 0;

  constructor(
    kernel: KernelSpec,
    dtype: string,
    longestExecutionSeconds: number = Number.POSITIVE_INFINITY,
  ) {
    this.#longestExecutionSeconds = longestExecutionSeconds;
    this.#kernel = kernel;
    this.#dtype = dtype;
  }

  learn(size: ProblemSize, { durationSeconds }: OkMeasurement): void {
    this.#work = this.#workOf(size);
    this.#executionSeconds = durationSeconds.median;
  }

  /**
   * Why a size cannot be measured when `allottedSeconds` are left for it and the dearer sizes after
   * it, or undefined when it can be tried.
   */
  obstacle(size: ProblemSize, allottedSeconds: number): string | undefined {
    if (allottedSeconds <= 0) return 'The time budget of the run was spent before.';
    if (this.#work === undefined) return undefined;
    const growth = this.#workOf(size) / this.#work;
    if (this.#executionSeconds < tellingSeconds) return undefined;
    const execution = this.#executionSeconds * growth;
    if (execution > this.#longestExecutionSeconds) {
      return `One execution would take about ${execution.toPrecision(2)} s; above ${this.#longestExecutionSeconds} s a system may take the GPU for hung.`;
    }
    const total = execution * leastExecutions;
    if (total <= allottedSeconds * overrunRatio) return undefined;
    return `One execution would take about ${execution.toPrecision(2)} s here: too long for this preset.`;
  }

  #workOf(size: ProblemSize): number {
    const { flops, bytes } = this.#kernel.cost(size, this.#dtype);
    return Math.max(1, this.#kernel.rate === 'computeFlopsPerSecond' ? flops : bytes);
  }
}
