import type { MeasureEvent } from '@ridgeline/measure/measure-event';
import { arithmeticUnit } from '@ridgeline/units/arithmetic-unit';
import { formatRate } from '@ridgeline/units/format-rate';
import { formatSeconds } from '@ridgeline/units/format-seconds';
import type { Environment } from '../environment.ts';

/** Progress on stderr: one line that renews itself in a terminal, a line per backend elsewhere. */
export class Progress {
  readonly #stderr: NodeJS.WriteStream;
  readonly #isLive: boolean;
  readonly #budgetSeconds: number;
  readonly #startedAt = performance.now();
  #line = '';
  #count = 0;

  constructor(environment: Environment, budgetSeconds: number, isQuiet: boolean) {
    this.#stderr = environment.stderr;
    this.#budgetSeconds = budgetSeconds;
    const isDumb = environment.variables.TERM === 'dumb' || environment.variables.CI !== undefined;
    this.#isLive = environment.stderr.isTTY === true && !isDumb;
    this.#write = isQuiet ? () => undefined : (text) => void this.#stderr.write(text);
    this.#say(`Measuring for about ${formatSeconds(budgetSeconds)}; Ctrl-C keeps what is done.`);
  }

  readonly #write: (text: string) => void;

  #say(text: string): void {
    this.#clear();
    this.#write(`${text}\n`);
  }

  #clear(): void {
    if (this.#line !== '') this.#write(`\r${' '.repeat(this.#line.length)}\r`);
    this.#line = '';
  }

  #show(text: string): void {
    if (!this.#isLive) return;
    const columns = this.#stderr.columns ?? 80;
    const line = text.slice(0, columns - 1);
    this.#write(`\r${line.padEnd(this.#line.length)}`);
    this.#line = line;
  }

  #bar(): string {
    const elapsed = (performance.now() - this.#startedAt) / 1000;
    const done = Math.min(1, elapsed / this.#budgetSeconds);
    const filled = Math.round(done * 20);
    const left = Math.max(0, this.#budgetSeconds - elapsed);
    return `${'█'.repeat(filled)}${'░'.repeat(20 - filled)} ${Math.ceil(left)} s left`;
  }

  record(event: MeasureEvent): void {
    switch (event.type) {
      case 'backend-probed':
        this.#say(
          event.probe.isAvailable
            ? `  ${event.backend}: measuring${event.probe.adapter?.isSoftwareAdapter ? ' (software adapter)' : ''}`
            : `  ${event.backend}: not available, ${event.probe.reason}`,
        );
        return;
      case 'measurement-started':
        this.#show(`  ${this.#bar()}  ${event.backend} ${event.kernel} ${event.dtype}`);
        return;
      case 'measurement-finished': {
        this.#count += 1;
        const { measurement } = event;
        if (measurement.outcome === 'failed') {
          this.#say(
            `  ${event.backend} ${event.kernel} ${event.dtype} failed: ${measurement.reason}`,
          );
        }
        if (measurement.outcome !== 'ok') return;
        const { computeFlopsPerSecond: flops, bandwidthBytesPerSecond: bytes } = measurement;
        const unit = flops === undefined ? 'B/s' : arithmeticUnit(measurement.dtype);
        const rate = flops ?? bytes;
        const text = rate === undefined ? '' : formatRate(rate, unit);
        this.#show(`  ${this.#bar()}  ${event.backend} ${event.kernel} ${event.dtype} ${text}`);
        return;
      }
      case 'suite-planned':
      case 'sample':
        return;
      default:
        event satisfies never;
    }
  }

  finish(): void {
    const seconds = (performance.now() - this.#startedAt) / 1000;
    this.#say(`${this.#count} measurements in ${formatSeconds(seconds)}.`);
    this.#write('\n');
  }
}
