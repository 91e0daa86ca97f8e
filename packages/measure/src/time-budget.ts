/** A stage may use a little more than its share, so that a slow start does not cost its end. */
const stageRatio = 1.2;

/**
 * Shares a fixed time among measurements that take unknown time. Each may use a part of what is left
 * of its stage, by its weight, so time saved by cheap ones goes to the others; stages (backends) are
 * kept from living at each other's expense.
 */
export class TimeBudget {
  readonly #start: number;
  readonly #deadline: number;
  #remainingWeight = 0;
  #stageDeadline: number;
  #stageWeight = 0;

  /** A tenth is kept back for the measurement that overruns at the end. */
  constructor(seconds: number, start: number) {
    this.#start = start;
    this.#deadline = start + seconds * 900;
    this.#stageDeadline = this.#deadline;
  }

  /** Sets the weight of all measurements to come. */
  plan(weight: number): void {
    this.#remainingWeight = weight;
  }

  /** Gives the next measurements, of this weight together, their share of the time that is left. */
  beginStage(weight: number): void {
    const share = (stageRatio * weight) / Math.max(1, this.#remainingWeight);
    const left = this.#deadline - performance.now();
    this.#stageDeadline = performance.now() + left * Math.min(1, share);
    this.#stageWeight = weight;
  }

  /** Seconds that a measurement of this weight may use; 0 when the stage's time is up. */
  allot(weight: number): number {
    const left = (this.#stageDeadline - performance.now()) / 1000;
    return (Math.max(0, left) * weight) / Math.max(weight, this.#stageWeight);
  }

  /** Takes a measurement of this weight off the list, however it ended. */
  finish(weight: number): void {
    this.#remainingWeight -= weight;
    this.#stageWeight -= weight;
  }

  elapsedSeconds(): number {
    return (performance.now() - this.#start) / 1000;
  }

  /** Until the suite ends: nothing when nothing is left to do. */
  expectedSeconds(): number {
    if (this.#remainingWeight < 1) return 0;
    return Math.max(0, (this.#deadline - performance.now()) / 1000);
  }
}
