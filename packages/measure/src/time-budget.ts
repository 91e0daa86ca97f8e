/**
 * Shares a fixed time among measurements that take unknown time. Each may use an equal part of what
 * is left, so time saved by cheap ones goes to the others, and an overrun shortens the rest.
 */
export class TimeBudget {
  readonly #start: number;
  readonly #deadline: number;
  #remainingCount: number;

  /** A tenth is kept back for the measurement that overruns at the end. */
  constructor(seconds: number, start: number) {
    this.#start = start;
    this.#deadline = start + seconds * 900;
    this.#remainingCount = 0;
  }

  plan(count: number): void {
    this.#remainingCount = count;
  }

  /** Seconds that the next measurement may use; 0 when time is up. */
  allot(): number {
    return Math.max(0, this.remainingSeconds()) / Math.max(1, this.#remainingCount);
  }

  /** Counts one measurement as done, however it ended. */
  finish(): void {
    this.#remainingCount--;
  }

  elapsedSeconds(): number {
    return (performance.now() - this.#start) / 1000;
  }

  remainingSeconds(): number {
    return (this.#deadline - performance.now()) / 1000;
  }

  /** Until the suite ends: nothing when nothing is left to do. */
  expectedSeconds(): number {
    return this.#remainingCount <= 0 ? 0 : Math.max(0, this.remainingSeconds());
  }
}
