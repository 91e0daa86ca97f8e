import type { Probe } from './backends/backend.ts';
import type { Measurement, MeasurementTarget } from './measurement.ts';
import type { MeasuredPath } from './name-paths.ts';

/** Progress of a suite, in the order it happens. Consumers render these; they carry no text to print. */
export type MeasureEvent =
  | {
      readonly type: 'backend-probed';
      readonly backend: string;
      readonly probe: Probe;
      /** Set when it can work here. */
      readonly path?: MeasuredPath;
    }
  | {
      /** Sent once, after every probe. */
      readonly type: 'suite-planned';
      readonly plannedCount: number;
      readonly timeBudgetSeconds: number;
    }
  | ({
      readonly type: 'measurement-started';
      /** 0-based position in the plan. */
      readonly index: number;
      readonly plannedCount: number;
    } & MeasurementTarget)
  | ({
      readonly type: 'sample';
      readonly index: number;
      readonly secondsPerExecution: number;
      readonly sampleCount: number;
    } & MeasurementTarget)
  | ({
      readonly type: 'measurement-finished';
      readonly index: number;
      readonly plannedCount: number;
      readonly measurement: Measurement;
      readonly elapsedSeconds: number;
      /** Expected time until the suite ends. */
      readonly remainingSeconds: number;
    } & MeasurementTarget);
