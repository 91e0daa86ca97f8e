/** Words of one thread's counters, a cache line apart from the next thread's. */
const lineWords = 16;

/** Bytes that the counters of a team take. */
export function sharedTaskBytes(threads: number): number {
  return 4 * lineWords * threads;
}

/**
 * Work that is cut into tasks, of which each thread has its own and takes others' when it is done: memory
 * stays with the thread that wrote it, and a thread that loses its core for a while, or the race for
 * memory, does not hold up the team. A round begins and ends at the team's barrier.
 */
export class SharedTasks {
  readonly #counters: Int32Array;
  readonly #counts: readonly number[];
  readonly #index: number;
  #round = 0;

  /** `counts` are the tasks of each thread; the counters at `address` must be zero. */
  constructor(buffer: ArrayBufferLike, address: number, counts: readonly number[], index: number) {
    this.#counters = new Int32Array(buffer, address, lineWords * counts.length);
    this.#counts = counts;
    this.#index = index;
  }

  /** Does this thread's tasks, then what others left; the barrier has to follow. */
  run(task: (owner: number, index: number) => void): void {
    const [current, next] = [this.#round & 1, (this.#round + 1) & 1];
    this.#round++;
    // Nobody uses the other set of counters until all have passed the barrier.
    Atomics.store(this.#counters, this.#index * lineWords + next, 0);
    const threads = this.#counts.length;
    for (let step = 0; step < threads; step++) {
      const owner = (this.#index + step) % threads;
      const count = this.#counts[owner] ?? 0;
      for (;;) {
        const index = Atomics.add(this.#counters, owner * lineWords + current, 1);
        if (index >= count) break;
        task(owner, index);
      }
    }
  }
}
