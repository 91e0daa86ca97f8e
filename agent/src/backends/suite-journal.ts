import type { MeasuredPath, MeasureEvent } from '@ridgeline/measure/measure-event';
import type { SuiteResult } from '@ridgeline/measure/measure-suite';
import type { Measurement } from '@ridgeline/measure/measurement';

/** What a group reported so far, to make a result of when its process dies. */
export class SuiteJournal {
  readonly #expected: readonly string[];
  readonly #paths: MeasuredPath[] = [];
  readonly #unavailable: { backend: string; reason: string }[] = [];
  readonly #measurements: Measurement[] = [];
  #open: (MeasureEvent & { type: 'measurement-started' }) | undefined;

  constructor(expectedBackends: readonly string[]) {
    this.#expected = expectedBackends;
  }

  record(event: MeasureEvent): void {
    if (event.type === 'backend-probed') this.#recordProbe(event);
    if (event.type === 'measurement-started') this.#open = event;
    if (event.type === 'measurement-finished') {
      this.#open = undefined;
      this.#measurements.push(event.measurement);
    }
  }

  #recordProbe({ backend, probe }: MeasureEvent & { type: 'backend-probed' }): void {
    if (!probe.isAvailable) {
      this.#unavailable.push({ backend, reason: probe.reason });
      return;
    }
    const deviceKind = probe.adapter === undefined ? 'cpu' : 'gpu';
    const device = `${deviceKind}0`;
    this.#paths.push({ id: `${device}-${backend}`, device, deviceKind, backend, facts: probe });
  }

  /** The result after the process ended without one. */
  close(reason: string, isPartial: boolean): SuiteResult {
    const probed = new Set([
      ...this.#paths.map(({ backend }) => backend),
      ...this.#unavailable.map(({ backend }) => backend),
    ]);
    const lost = this.#expected
      .filter((backend) => !probed.has(backend))
      .map((backend) => ({ backend, reason }));
    const path = this.#paths.find(({ backend }) => backend === this.#open?.backend);
    const failed: Measurement[] =
      this.#open === undefined || path === undefined
        ? []
        : [
            {
              outcome: 'failed',
              kernel: this.#open.kernel,
              dtype: this.#open.dtype,
              path: path.id,
              size: { ...this.#open.size },
              reason,
            },
          ];
    return {
      measurements: [...this.#measurements, ...failed],
      softwarePaths: this.#paths,
      unavailableBackends: [...this.#unavailable, ...lost],
      isPartial,
    };
  }
}
