import { isSettled } from '@ridgeline/statistics/stopping-rule';
import type { Execution, Prepared } from './backends/backend.ts';
import type { NoiseWatch } from './noise-watch.ts';
import type { SampleLimits } from './sample-limits.ts';

/** What sampling one problem gave. */
export interface Samples {
  /** Seconds of one execution, in order. */
  readonly seconds: readonly number[];
  readonly executionsPerSample: number;
  /**
   * The spread of the median came down to the limit. Never of fewer than six samples, however close:
   * taken within a moment, they do not show how far the next run's may lie from them.
   */
  readonly isSettled: boolean;
  /** Others used the CPU while the samples were taken, and waiting did not help. */
  readonly isContended: boolean;
  /** The device's own clock claims more time than passed. */
  readonly hasClockMismatch: boolean;
}

/** Options of {@link takeSamples}. */
export interface SamplingOptions {
  readonly limits: SampleLimits;
  /** Time for warm-up and samples together. */
  readonly budgetSeconds: number;
  readonly watch: NoiseWatch;
  readonly signal?: AbortSignal | undefined;
  onSample(secondsPerExecution: number, count: number): void;
}

/** Samples between two looks at the host, whose counters tick every 10 ms. */
const samplesPerLook = 4;

/** Neighbouring warm-up batches that agree this well mean that the machine is steady. */
const steadyRatio = 1.05;

/** Share by which a device's clock may exceed the wall before it is called wrong. */
const clockTolerance = 1.02;

/** Executes a prepared problem until it is warm, then times batches until the median is settled. */
export async function takeSamples(prepared: Prepared, options: SamplingOptions): Promise<Samples> {
  const { limits, budgetSeconds, watch, signal } = options;
  const deadline = performance.now() + budgetSeconds * 1000;
  await watch.waitForQuiet(budgetSeconds * 0.1);
  const perExecution = await warmUp(prepared, limits, budgetSeconds * 0.4);
  const times = Math.max(1, Math.ceil(limits.minimumSampleSeconds / perExecution));
  const rule = { minimumSamples: 6, maximumRelativeSpread: limits.maximumRelativeSpread };
  const quiet: number[] = [];
  const noisy: number[] = [];
  let hasClockMismatch = false;
  for (;;) {
    const group: number[] = [];
    const room = Math.min(samplesPerLook, limits.maximumSamples - quiet.length);
    while (group.length < room) {
      const execution = await prepared.execute(times);
      hasClockMismatch ||= isClockWrong(execution);
      group.push(execution.seconds / times);
      options.onSample(execution.seconds / times, quiet.length + group.length);
      const enough = quiet.length + group.length >= limits.minimumSamples;
      if (signal?.aborted || (enough && performance.now() >= deadline)) break;
    }
    const wasQuiet = watch.wasQuiet();
    (wasQuiet ? quiet : noisy).push(...group);
    if (signal?.aborted || quiet.length >= limits.maximumSamples) break;
    if (isSettled(quiet, rule)) break;
    if (performance.now() >= deadline && quiet.length + noisy.length >= limits.minimumSamples)
      break;
    if (!wasQuiet) await watch.waitForQuiet(budgetSeconds * 0.05);
  }
  const isContended = quiet.length < limits.minimumSamples;
  const seconds = isContended ? [...noisy, ...quiet].slice(-limits.maximumSamples) : quiet;
  return {
    seconds,
    executionsPerSample: times,
    isSettled: isSettled(seconds, rule),
    isContended,
    hasClockMismatch,
  };
}

/**
 * Executes growing batches until the time is up and two in a row agree, and gives the last one's
 * seconds of one execution. The first calls run unoptimised code, cold caches and sleeping clocks.
 */
async function warmUp(
  prepared: Prepared,
  limits: SampleLimits,
  atMostSeconds: number,
): Promise<number> {
  const start = performance.now();
  let times = 1;
  let previous = positive((await prepared.execute(times)).seconds);
  for (;;) {
    const elapsed = (performance.now() - start) / 1000;
    if (elapsed >= atMostSeconds) return previous;
    const wanted = Math.ceil(limits.minimumSampleSeconds / previous);
    // Growth is bounded, as the call before may have been far from typical.
    times = Math.min(Math.max(1, wanted), times * 100);
    const current = positive((await prepared.execute(times)).seconds / times);
    const ratio = Math.max(current / previous, previous / current);
    previous = current;
    const isLongEnough = (performance.now() - start) / 1000 >= limits.warmUpSeconds;
    if (isLongEnough && ratio <= steadyRatio) return current;
  }
}

/** Clocks are coarse: what seems to take no time takes less than they can tell. */
function positive(seconds: number): number {
  return Math.max(seconds, 1e-8);
}

function isClockWrong({ seconds, deviceSeconds }: Execution): boolean {
  return deviceSeconds !== undefined && deviceSeconds > seconds * clockTolerance;
}
