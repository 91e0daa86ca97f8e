import { type KernelSpec, type ProblemSize, workOf } from '@ridgeline/kernels/kernel-spec';
import { median } from '@ridgeline/statistics/quantile';
import { noisySpreadRatio, robustSpreadRatio } from '@ridgeline/statistics/robust-spread';
import { type FlagId, flags } from '@ridgeline/vocabulary/flags';
import { idsOf } from '@ridgeline/vocabulary/word';
import type { Backend } from './backends/backend.ts';
import { within } from './deadline.ts';
import type { OkMeasurement } from './measurement.ts';
import type { PlannedProblem } from './plan-suite.ts';
import { type Samples, type SamplingOptions, takeSamples } from './take-samples.ts';
import { verifyAnswer } from './verify-answer.ts';

/** One problem to measure on one backend. */
export interface ProblemTask {
  readonly backend: Backend;
  readonly path: string;
  readonly kernel: KernelSpec;
  readonly dtype: string;
  readonly problem: PlannedProblem;
  readonly seed: number;
  readonly sampling: Omit<SamplingOptions, 'budgetSeconds'>;
  /** Time for preparing, sampling and verifying together. */
  readonly budgetSeconds: number;
}

/** Least share of the time that is sampled, however long the preparation took. */
const leastSampledRatio = 0.3;

/** A kernel or driver that does not answer for this long is taken to hang. */
const hangSeconds = 60;

/** Prepares, samples and verifies one problem. Throws when it fails, with the reason as the message. */
export async function measureProblem(task: ProblemTask): Promise<OkMeasurement> {
  const { backend, kernel, dtype, problem, seed, budgetSeconds } = task;
  const start = performance.now();
  const values = 'random' as const;
  const asked = { kernel, dtype, size: problem.size, seed, values };
  const prepared = await within(hangSeconds, () =>
    backend.prepare({ ...asked, copies: problem.copies }),
  );
  const size = prepared.reachedSize ?? problem.size;
  try {
    const prepareSeconds = (performance.now() - start) / 1000;
    const left = Math.max(budgetSeconds * 0.9 - prepareSeconds, budgetSeconds * leastSampledRatio);
    const samples = await within(hangSeconds + left, () =>
      takeSamples(prepared, { ...task.sampling, budgetSeconds: left }),
    );
    const relativeError = await within(hangSeconds, () =>
      verifyAnswer(prepared, { ...asked, size }),
    );
    return okMeasurement(task, size, samples, relativeError, prepared.variant);
  } finally {
    await prepared.dispose();
  }
}

function okMeasurement(
  { path, kernel, dtype }: ProblemTask,
  size: ProblemSize,
  samples: Samples,
  relativeError: number,
  variant: string | undefined,
): OkMeasurement {
  const seconds = samples.seconds.map((value) => rounded(value, 6));
  const middle = rounded(median(seconds), 9);
  const { rate } = kernel;
  const cost = kernel.cost(size, dtype);
  const flags = flagsOf(samples, seconds, middle);
  return {
    outcome: 'ok',
    kernel: kernel.id,
    dtype,
    path,
    size: { ...size },
    durationSeconds: { median: middle, samples: seconds },
    executionsPerSample: samples.executionsPerSample,
    ...(rate !== undefined && { [rate]: rounded(workOf(cost, rate) / middle, 9) }),
    relativeError: rounded(relativeError, 3),
    ...(variant !== undefined && { variant }),
    ...(flags.length > 0 && { flags }),
  };
}

/** What readers must know of the samples: ids on the wire, explained on the methodology page. */
function flagsOf(samples: Samples, seconds: readonly number[], middle: number): FlagId[] {
  const third = Math.floor(seconds.length / 3);
  const first = third > 0 ? median(seconds.slice(0, third)) : middle;
  const last = third > 0 ? median(seconds.slice(-third)) : middle;
  const found: Readonly<Partial<Record<FlagId, boolean>>> = {
    contended: samples.isContended,
    noisy: robustSpreadRatio(seconds) > noisySpreadRatio,
    unsettled: !samples.isSettled,
    unstable: Math.min(...seconds) < 0.7 * middle,
    throttled: third >= 3 && last > 1.1 * first,
    'clock-mismatch': samples.hasClockMismatch,
  };
  return idsOf(flags).filter((id) => found[id] === true);
}

function rounded(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
