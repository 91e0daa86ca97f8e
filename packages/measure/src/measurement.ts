import type { ProblemSize } from '@ridgeline/kernels/kernel-spec';
import type { FlagId } from '@ridgeline/vocabulary/flags';

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
  readonly outcome: 'unsupported' | 'skipped' | 'failed';
  readonly kernel: string;
  readonly dtype: string;
  readonly path: string;
  readonly size?: Record<string, number>;
  readonly reason: string;
}

export type Measurement = OkMeasurement | OtherMeasurement;

/** What was measured, as events name it. */
export interface MeasurementTarget {
  readonly backend: string;
  readonly kernel: string;
  readonly dtype: string;
  readonly size: ProblemSize;
}
