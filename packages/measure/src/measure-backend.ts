import { NoAnswerError, within } from './deadline.ts';
import { measureProblem } from './measure-problem.ts';
import type { MeasurementLog } from './measurement-log.ts';
import { NoiseWatch } from './noise-watch.ts';
import type { PlannedProblem, PlannedSeries } from './plan-suite.ts';
import type { AvailablePath } from './probe-backends.ts';
import { sampleLimits } from './sample-limits.ts';
import { SeriesForecast } from './series-forecast.ts';
import type { MeasureSuiteOptions } from './suite-options.ts';
import type { TimeBudget } from './time-budget.ts';
import { checkKnownAnswer } from './verify-answer.ts';

/** What measuring one backend needs. */
export interface BackendTask {
  readonly path: AvailablePath;
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
  task.budget.beginStage(task.series.reduce((count, { problems }) => count + problems.length, 0));
  let hang: string | undefined;
  for (const series of task.series) {
    if (task.options.signal?.aborted) return;
    if (!series.isSupported) {
      task.log.unsupported(series.kernel.id, series.dtype, task.path.id);
      continue;
    }
    hang = await measureSeries(task, series, hang);
  }
}

/** Measures the sizes of one kernel in one dtype; returns why the backend hangs, once it does. */
async function measureSeries(
  task: BackendTask,
  series: PlannedSeries,
  hang: string | undefined,
): Promise<string | undefined> {
  let fault = hang ?? (await gate(task, series));
  const forecast = new SeriesForecast(series.kernel, series.dtype);
  for (const [position, problem] of series.problems.entries()) {
    if (task.options.signal?.aborted) return undefined;
    const outcome = new Outcome(task, series, problem);
    const allotted = task.budget.allot();
    // What cheaper sizes did not use of the series' share goes to the dearer ones.
    const left = allotted * (series.problems.length - position);
    const obstacle = problem.obstacle ?? forecast.obstacle(problem.size, left);
    if (fault !== undefined) outcome.failed(fault);
    else if (obstacle !== undefined) outcome.skipped(obstacle);
    else {
      const error = await outcome.measure(allotted, forecast);
      if (error instanceof NoAnswerError) {
        hang = `The backend hung earlier: ${error.message}`;
        fault = hang;
      }
    }
  }
  return hang;
}

/** Runs the known-answer test; returns why the backend failed it. */
async function gate(
  { path, options, budget }: BackendTask,
  { kernel, dtype }: PlannedSeries,
): Promise<string | undefined> {
  if (budget.allot() <= 0) return undefined;
  try {
    await within(knownAnswerSeconds, () =>
      checkKnownAnswer(path.backend, kernel, dtype, options.seed ?? defaultSeed),
    );
    return undefined;
  } catch (error) {
    return `Known-answer test: ${messageOf(error)}`;
  }
}

/** Records how one planned problem ends. */
class Outcome {
  readonly #task: BackendTask;
  readonly #series: PlannedSeries;
  readonly #problem: PlannedProblem;

  constructor(task: BackendTask, series: PlannedSeries, problem: PlannedProblem) {
    this.#task = task;
    this.#series = series;
    this.#problem = problem;
  }

  get #target() {
    const { kernel, dtype } = this.#series;
    const backend = this.#task.path.backend.id;
    return { backend, kernel: kernel.id, dtype, size: this.#problem.size };
  }

  /** Measures, and returns the error that prevented it. An aborted measurement leaves no record. */
  async measure(budgetSeconds: number, forecast: SeriesForecast): Promise<unknown> {
    const { path, log, options } = this.#task;
    const target = this.#target;
    const cores = globalThis.navigator?.hardwareConcurrency ?? 1;
    log.started(target);
    try {
      const measured = await measureProblem({
        backend: path.backend,
        path: path.id,
        kernel: this.#series.kernel,
        dtype: this.#series.dtype,
        problem: this.#problem,
        seed: options.seed ?? defaultSeed,
        budgetSeconds,
        sampling: {
          limits: sampleLimits(options.preset, path.deviceKind),
          watch: new NoiseWatch(path.deviceKind === 'cpu' ? options.noise : undefined, cores),
          signal: options.signal,
          onSample: (seconds, count) => log.sampled(target, seconds, count),
        },
      });
      if (options.signal?.aborted) return undefined;
      forecast.learn(this.#problem.size, measured);
      log.finished(target, measured);
      return undefined;
    } catch (error) {
      if (!options.signal?.aborted) this.failed(messageOf(error));
      return error;
    }
  }

  failed(reason: string): void {
    this.#without('failed', reason);
  }

  skipped(reason: string): void {
    this.#without('skipped', reason);
  }

  #without(outcome: 'failed' | 'skipped', reason: string): void {
    const { backend: _, size, ...rest } = this.#target;
    const measurement = { outcome, ...rest, path: this.#task.path.id, size: { ...size }, reason };
    this.#task.log.finished(this.#target, measurement);
  }
}

const longestReason = 300;

/** An error as one line of the wire format: no control characters, bounded length. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = message
    .normalize('NFC')
    .replaceAll(/\p{C}+/gu, ' ')
    .trim();
  return line === ''
    ? 'The backend gave no reason.'
    : [...line].slice(0, longestReason).join('').trim();
}
