import type { ProblemSize } from '@ridgeline/kernels/kernel-spec';
import type { FlagId } from '@ridgeline/vocabulary/flags';
import type { FailureReport } from './failure.ts';

/** A timed and verified measurement, in the wire form of submission v1. */
export interface OkMeasurement {
  readonly outcome: 'ok';
  readonly kernel: string;
  readonly dtype: string;
  /** Software path it was measured on, e.g. `cpu0-gpujs-webasm`. */
  readonly path: string;
  readonly size: Record<string, number>;
  readonly durationSeconds: {
    readonly median: number;
    /** Seconds of one execution, in order. */
    readonly samples: number[];
  };
  readonly executionsPerSample: number;
  readonly computeFlopsPerSecond?: number;
  readonly bandwidthBytesPerSecond?: number;
  readonly relativeError: number;
  /** Program that the backend chose among its own; a wire id. */
  readonly variant?: string;
  readonly flags?: FlagId[];
}

/** A measurement that gave no figure, with the reason. Missing is never 0. */
export interface OtherMeasurement {
  readonly outcome: 'unsupported' | 'skipped';
  readonly kernel: string;
  readonly dtype: string;
  readonly path: string;
  readonly size?: Record<string, number>;
  readonly reason: string;
}

/** One that was tried and gave no right answer. */
export interface FailedMeasurement extends Omit<OtherMeasurement, 'outcome'>, FailureReport {
  readonly outcome: 'failed';
}

export type Measurement = OkMeasurement | OtherMeasurement | FailedMeasurement;

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
