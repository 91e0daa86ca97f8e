import { setTimeout as sleep } from 'node:timers/promises';
import { OtherCpu } from '../src/host/other-cpu.ts';

const windowSeconds = 0.15;
/** Share of all cores that other programs may use in a window that counts as quiet. */
const quietRatio = 0.1;

/** Waits for windows in which the machine is idle, while its time for waiting lasts. */
export class QuietWindow {
  #remainingSeconds: number;
  /** Loops that keep processors awake are children of this process, and so no other program. */
  readonly #others = new OtherCpu();
  waits = 0;
  /** Turns that began while other programs were busy, because the time for waiting was used up. */
  contendedTurns = 0;

  constructor(budgetSeconds: number) {
    this.#remainingSeconds = budgetSeconds;
  }

  /** Returns after a quiet window, or when no time is left. Nothing of ours may be running. */
  async wait(): Promise<void> {
    for (;;) {
      this.#others.otherCpuRatio();
      await sleep(1000 * windowSeconds);
      if (this.#others.otherCpuRatio() < quietRatio) return;
      if (this.#remainingSeconds <= 0) {
        this.contendedTurns++;
        return;
      }
      this.#remainingSeconds -= windowSeconds;
      this.waits++;
    }
  }
}
