import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { OtherCpu } from '../host/other-cpu.ts';
import { quietCpuRatio } from './summarize-phase.ts';

const windowSeconds = 0.1;

/** Waits until other programs leave the CPU alone, and says how much they took. */
export class QuietWait {
  readonly #others = new OtherCpu();
  #leftSeconds: number;

  /** @param budgetSeconds time for all waiting together */
  constructor(budgetSeconds: number) {
    this.#leftSeconds = budgetSeconds;
  }

  /** Returns after a quiet window, or when no time is left. Nothing of ours may be running. */
  async untilQuiet(): Promise<void> {
    this.othersCpuRatio();
    while (this.#leftSeconds > 0) {
      await sleep(1000 * windowSeconds);
      this.#leftSeconds -= windowSeconds;
      if (this.othersCpuRatio() < quietCpuRatio) return;
    }
  }

  /** Share of one CPU that other programs took since the last call. */
  othersCpuRatio(): number {
    return this.#others.otherCpuRatio() * cpus().length;
  }
}
