import type { BackendFacts, Probe } from './backends/backend.ts';
import type { Measurement, MeasurementTarget } from './measurement.ts';

/** Progress of a suite, in the order it happens. Consumers render these; they carry no text to print. */
export type MeasureEvent =
  | {
      readonly type: 'backend-probed';
      readonly backend: string;
      readonly title: string;
      readonly probe: Probe;
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

/** A backend that took part, with the wire form of its software path. */
export interface MeasuredPath {
  /** e.g. `cpu0-gpujs-webasm`. */
  readonly id: string;
  /** Local device id: `cpu0`, or `gpu0`, `gpu1` … in the order in which adapters were met. */
  readonly device: string;
  readonly deviceKind: 'cpu' | 'gpu';
  readonly backend: string;
  readonly facts: BackendFacts;
}
