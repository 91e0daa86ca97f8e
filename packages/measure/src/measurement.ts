import type { ProblemSize } from '@ridgeline/kernels/kernel-spec';
import type { Measurement as Sent } from '@ridgeline/schema/submission';
import type { FailureCause } from '@ridgeline/vocabulary/failure-causes';
import type { FlagId } from '@ridgeline/vocabulary/flags';
import type { FailureReport } from './failure.ts';

type SentAs<Outcome extends Sent['outcome']> = Extract<Sent, { outcome: Outcome }>;

/** A timed and verified measurement, in the wire form; what is measured here carries flags of the list only. */
export interface OkMeasurement extends Omit<SentAs<'ok'>, 'flags'> {
  readonly flags?: FlagId[];
}

/** One that was tried and gave no right answer; its cause is one of the list. */
export interface FailedMeasurement extends Omit<SentAs<'failed'>, 'cause'> {
  readonly cause: FailureCause;
}

/** What became of one problem. Missing is never 0. */
export type Measurement = OkMeasurement | FailedMeasurement | SentAs<'unsupported' | 'skipped'>;

/** What was measured, as events name it. */
export interface MeasurementTarget {
  readonly backend: string;
  readonly kernel: string;
  readonly dtype: string;
  readonly size: ProblemSize;
}

/** What became of a target that failed, on the software path of this id. */
export function failedMeasurement(
  { kernel, dtype, size }: MeasurementTarget,
  path: string,
  { cause, reason }: FailureReport,
): FailedMeasurement {
  return { outcome: 'failed', cause, kernel, dtype, path, size: { ...size }, reason };
}
