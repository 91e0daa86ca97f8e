/** Polls before sleeping: some microseconds, so that only a thread that lost its core sleeps. */
const spins: i32 = 30_000;

/**
 * Waits until `threads` threads have called it. `sync` points to two zeroed cache lines: arrivals,
 * and 64 bytes on the generation, which the last to arrive advances.
 */
export function barrier(sync: usize, threads: i32): void {
  if (threads < 2) return;
  const generation = atomic.load<i32>(sync, 64);
  if (atomic.add<i32>(sync, 1) + 1 === threads) {
    atomic.store<i32>(sync, 0);
    atomic.add<i32>(sync, 1, 64);
    atomic.notify(sync + 64, -1);
    return;
  }
  for (let spin = 0; spin < spins; spin++) {
    if (atomic.load<i32>(sync, 64) !== generation) return;
  }
  while (atomic.load<i32>(sync, 64) === generation) atomic.wait<i32>(sync + 64, generation, -1);
}
