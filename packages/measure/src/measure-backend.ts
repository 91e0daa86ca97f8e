import type { Backend } from './backends/backend.ts';
import { within } from './deadline.ts';
import { type FailureReport, failureOf } from './failure.ts';
import { measureProblem } from './measure-problem.ts';
import { failedMeasurement, type MeasurementTarget } from './measurement.ts';
import type { MeasurementLog } from './measurement-log.ts';
import type { MeasuredPath } from './name-paths.ts';
import { NoiseWatch } from './noise-watch.ts';
import { type PlannedProblem, type PlannedSeries, weightOf } from './plan-suite.ts';
import { sampleLimits } from './sample-limits.ts';
import { SeriesForecast } from './series-forecast.ts';
import type { MeasureSuiteOptions } from './suite-options.ts';
import type { TimeBudget } from './time-budget.ts';
import { checkKnownAnswer } from './verify-answer.ts';

/** What measuring one backend needs. */
export interface BackendTask {
  readonly backend: Backend;
  readonly path: MeasuredPath;
  readonly series: readonly PlannedSeries[];
  readonly log: MeasurementLog;
  readonly budget: TimeBudget;
  readonly options: MeasureSuiteOptions;
}

const defaultSeed = 20_260_101;

/** Longest wait for a known-answer test, whose problems are tiny; compiling may take most of it. */
const knownAnswerSeconds = 30;

/** Measures all series of one backend. A backend that stops answering fails the rest of its plan. */
export async function measureBackend(task: BackendTask): Promise<void> {
  await new BackendRun(task).run();
}

class BackendRun {
  readonly #task: BackendTask;
  readonly #seed: number;
  readonly #watch: NoiseWatch;
  /** Why nothing more is asked of the backend. */
  #hang: FailureReport | undefined;

  constructor(task: BackendTask) {
    const { path, options } = task;
    const cores = globalThis.navigator?.hardwareConcurrency ?? 1;
    this.#task = task;
    this.#seed = options.seed ?? defaultSeed;
    this.#watch = new NoiseWatch(path.deviceKind === 'cpu' ? options.noise : undefined, cores);
  }

  get #isAborted(): boolean {
    return this.#task.options.signal?.aborted === true;
  }

  async run(): Promise<void> {
    const { series, budget } = this.#task;
    budget.beginStage(weightOf(series));
    for (const each of series) {
      if (this.#isAborted) return;
      if (each.isSupported) await this.#measureSeries(each);
      else this.#noteUnsupported(each);
    }
  }

  #noteUnsupported({ kernel, dtype }: PlannedSeries): void {
    const { backend, log, path } = this.#task;
    const reason = backend.whyUnsupported?.(kernel.id, dtype);
    log.unsupported(kernel.id, dtype, path.id, reason);
  }

  /** Measures the sizes of one kernel in one dtype, cheapest first. */
  async #measureSeries(series: PlannedSeries): Promise<void> {
    const { budget } = this.#task;
    const fault = await this.#gate(series);
    const forecast = new SeriesForecast(
      series.kernel,
      series.dtype,
      this.#task.path.facts.longestExecutionSeconds,
    );
    for (const [position, problem] of series.problems.entries()) {
      if (this.#isAborted) return;
      // What cheaper sizes did not use of the series' share goes to the dearer ones.
      const rest = series.problems.slice(position).reduce((sum, { weight }) => sum + weight, 0);
      const obstacle = problem.obstacle ?? forecast.obstacle(problem.size, budget.allot(rest));
      const failure = fault ?? this.#hang;
      if (failure !== undefined) this.#fail(series, problem, failure);
      else if (obstacle !== undefined) this.#skip(series, problem, obstacle);
      else await this.#measure(series, problem, forecast);
    }
  }

  /** Runs the known-answer test; returns why the backend failed it. */
  async #gate({ kernel, dtype }: PlannedSeries): Promise<FailureReport | undefined> {
    const { backend, budget } = this.#task;
    if (this.#hang !== undefined || budget.allot(1) <= 0) return undefined;
    try {
      await within(knownAnswerSeconds, () => checkKnownAnswer(backend, kernel, dtype, this.#seed));
      return undefined;
    } catch (error) {
      const { cause, reason } = this.#failureOf(error);
      return { cause, reason: `Known-answer test: ${reason}` };
    }
  }

  /** Measures one problem. An aborted measurement leaves no record. */
  async #measure(series: PlannedSeries, problem: PlannedProblem, forecast: SeriesForecast) {
    const { backend, path, log, options, budget } = this.#task;
    const target = this.#targetOf(series, problem);
    log.started(target);
    try {
      const measured = await measureProblem({
        backend,
        path: path.id,
        kernel: series.kernel,
        dtype: series.dtype,
        problem,
        seed: this.#seed,
        budgetSeconds: budget.allot(problem.weight),
        sampling: {
          limits: sampleLimits(options.preset, path.deviceKind),
          watch: this.#watch,
          signal: options.signal,
          onSample: (seconds, count) => log.sampled(target, seconds, count),
        },
      });
      if (this.#isAborted) return;
      forecast.learn(problem.size, measured);
      log.finished(target, measured, problem.weight);
    } catch (error) {
      const failure = this.#failureOf(error);
      if (!this.#isAborted) this.#fail(series, problem, failure);
    }
  }

  /** Remembers a hang: nothing more is asked of a backend that may be hung for good. */
  #failureOf(error: unknown): FailureReport {
    const failure = failureOf(error);
    const { cause, reason } = failure;
    if (cause === 'hang') this.#hang = { cause, reason: `The backend hung earlier: ${reason}` };
    return failure;
  }

  #fail(series: PlannedSeries, problem: PlannedProblem, failure: FailureReport): void {
    const target = this.#targetOf(series, problem);
    const measurement = failedMeasurement(target, this.#task.path.id, failure);
    this.#task.log.finished(target, measurement, problem.weight);
  }

  #skip(series: PlannedSeries, problem: PlannedProblem, reason: string): void {
    const target = this.#targetOf(series, problem);
    const { kernel, dtype, size } = target;
    const path = this.#task.path.id;
    const measurement = {
      outcome: 'skipped',
      kernel,
      dtype,
      path,
      size: { ...size },
      reason,
    } as const;
    this.#task.log.finished(target, measurement, problem.weight);
  }

  #targetOf({ kernel, dtype }: PlannedSeries, { size }: PlannedProblem): MeasurementTarget {
    return { backend: this.#task.backend.id, kernel: kernel.id, dtype, size };
  }
}
