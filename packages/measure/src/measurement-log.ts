import type { MeasureEvent } from './measure-event.ts';
import type { Measurement, MeasurementTarget } from './measurement.ts';
import type { TimeBudget } from './time-budget.ts';

/** Collects measurements in the order they end and tells whoever listens. */
export class MeasurementLog {
  readonly measurements: Measurement[] = [];
  /** Planned problems that have ended, however they did. */
  finishedCount = 0;
  readonly #plannedCount: number;
  readonly #budget: TimeBudget;
  readonly #onEvent: ((event: MeasureEvent) => void) | undefined;

  constructor(
    plannedCount: number,
    budget: TimeBudget,
    onEvent: ((event: MeasureEvent) => void) | undefined,
  ) {
    this.#plannedCount = plannedCount;
    this.#budget = budget;
    this.#onEvent = onEvent;
  }

  started(target: MeasurementTarget): void {
    const [index, plannedCount] = [this.finishedCount, this.#plannedCount];
    this.#onEvent?.({ type: 'measurement-started', index, plannedCount, ...target });
  }

  sampled(target: MeasurementTarget, secondsPerExecution: number, sampleCount: number): void {
    const index = this.finishedCount;
    this.#onEvent?.({ type: 'sample', index, secondsPerExecution, sampleCount, ...target });
  }

  /** Records how a planned problem of this weight ended. */
  finished(target: MeasurementTarget, measurement: Measurement, weight: number): void {
    this.measurements.push(measurement);
    this.#budget.finish(weight);
    this.#onEvent?.({
      type: 'measurement-finished',
      index: this.finishedCount++,
      plannedCount: this.#plannedCount,
      measurement,
      elapsedSeconds: this.#budget.elapsedSeconds(),
      remainingSeconds: this.#budget.expectedSeconds(),
      ...target,
    });
  }

  /** Records a kernel that the backend has no program for; it was never planned. */
  unsupported(kernel: string, dtype: string, path: string, reason = 'No program.'): void {
    this.measurements.push({ outcome: 'unsupported', kernel, dtype, path, reason });
  }
}
