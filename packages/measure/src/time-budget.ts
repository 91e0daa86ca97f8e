/** A stage may use a little more than its share, so that a slow start does not cost its end. */
const stageRatio = 1.2;

/**
 * Shares a fixed time among measurements that take unknown time. Each may use an equal part of what
 * is left of its stage, so time saved by cheap ones goes to the others; stages (backends) are kept
 * from living at each other's expense.
 */
export class TimeBudget {
  readonly #start: number;
  readonly #deadline: number;
  #remainingCount = 0;
  #stageDeadline: number;
  #stageCount = 0;

  /** A tenth is kept back for the measurement that overruns at the end. */
  constructor(seconds: number, start: number) {
    this.#start = start;
    this.#deadline = start + seconds * 900;
    this.#stageDeadline = this.#deadline;
  }

  /** Sets the number of measurements to come. */
  plan(count: number): void {
    this.#remainingCount = count;
  }

  /** Gives the next `count` measurements their share of the time that is left. */
  beginStage(count: number): void {
    const share = (stageRatio * count) / Math.max(1, this.#remainingCount);
    const left = this.#deadline - performance.now();
    this.#stageDeadline = performance.now() + left * Math.min(1, share);
    this.#stageCount = count;
  }

  /** Seconds that the next measurement may use; 0 when the stage's time is up. */
  allot(): number {
    const left = (this.#stageDeadline - performance.now()) / 1000;
    return Math.max(0, left) / Math.max(1, this.#stageCount);
  }

  /** Counts one measurement as done, however it ended. */
  finish(): void {
    this.#remainingCount--;
    this.#stageCount--;
  }

  elapsedSeconds(): number {
    return (performance.now() - this.#start) / 1000;
  }

  /** Until the suite ends: nothing when nothing is left to do. */
  expectedSeconds(): number {
    if (this.#remainingCount <= 0) return 0;
    return Math.max(0, (this.#deadline - performance.now()) / 1000);
  }
}
