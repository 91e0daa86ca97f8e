// The program of the process that keeps the processors of a virtual machine awake: one thread for each
// spins at idle priority, and all end with the channel to the process that asked for it.
import { availableParallelism } from 'node:os';
import { isMainThread, Worker } from 'node:worker_threads';

if (isMainThread) {
  process.on('disconnect', () => process.exit(0));
  const online = Array.from({ length: availableParallelism() }, () => {
    const worker = new Worker(new URL(import.meta.url));
    return new Promise((resolve) => worker.once('online', resolve));
  });
  void Promise.all(online).then(() => process.send?.('awake'));
} else {
  const never = new Int32Array(1);
  while (Atomics.load(never, 0) === 0);
}
