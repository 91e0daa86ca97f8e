import type { FailureReport } from '@ridgeline/measure/failure';
import type { MeasureEvent } from '@ridgeline/measure/measure-event';
import type { SuiteResult } from '@ridgeline/measure/measure-suite';
import { failedMeasurement, type Measurement } from '@ridgeline/measure/measurement';
import type { MeasuredPath } from '@ridgeline/measure/name-paths';

/** What a group reported so far, to make a result of when its process dies. */
export class SuiteJournal {
  readonly #expected: readonly string[];
  readonly #paths: MeasuredPath[] = [];
  readonly #unavailable: { backend: string; reason: string }[] = [];
  readonly #measurements: Measurement[] = [];
  #open: (MeasureEvent & { type: 'measurement-started' }) | undefined;
  /** The backend of the last measurement that was begun. */
  #reached: string | undefined;

  constructor(expectedBackends: readonly string[]) {
    this.#expected = expectedBackends;
  }

  record(event: MeasureEvent): void {
    if (event.type === 'backend-probed') this.#recordProbe(event);
    if (event.type === 'measurement-started') {
      this.#open = event;
      this.#reached = event.backend;
    }
    if (event.type === 'measurement-finished') {
      this.#open = undefined;
      this.#measurements.push(event.measurement);
    }
  }

  #recordProbe({ backend, path, probe }: MeasureEvent & { type: 'backend-probed' }): void {
    if (path !== undefined) this.#paths.push(path);
    if (!probe.isAvailable) this.#unavailable.push({ backend, reason: probe.reason });
  }

  /**
   * Backends that were available and are left without a failed measurement to say what became of them:
   * those after the one under way, and that one too when the process died between two measurements.
   */
  #cutOff(): string[] {
    const order = this.#paths.map(({ backend }) => backend);
    const reached = this.#reached === undefined ? -1 : order.indexOf(this.#reached);
    return order.slice(this.#open === undefined ? Math.max(reached, 0) : reached + 1);
  }

  /** The result after the process ended without one. */
  close(failure: FailureReport, isPartial: boolean): SuiteResult {
    const probed = new Set([
      ...this.#paths.map(({ backend }) => backend),
      ...this.#unavailable.map(({ backend }) => backend),
    ]);
    const lost = [
      ...(isPartial ? [] : this.#cutOff()),
      ...this.#expected.filter((backend) => !probed.has(backend)),
    ].map((backend) => ({ backend, reason: failure.reason }));
    const path = this.#paths.find(({ backend }) => backend === this.#open?.backend);
    const failed: Measurement[] =
      this.#open === undefined || path === undefined || isPartial
        ? []
        : [failedMeasurement(this.#open, path.id, failure)];
    return {
      measurements: [...this.#measurements, ...failed],
      softwarePaths: this.#paths,
      unavailableBackends: [...this.#unavailable, ...lost],
      isPartial,
    };
  }
}
