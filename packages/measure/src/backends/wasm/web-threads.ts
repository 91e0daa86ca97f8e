import type { ThreadHandle } from './thread-messages.ts';

/** A Web Worker whose program is `web-thread.ts` as a thread of the engine. */
export function webThread(worker: Worker): ThreadHandle {
  return {
    post: (message) => worker.postMessage(message),
    listen: (handler) => worker.addEventListener('message', ({ data }) => handler(data)),
    onDeath: (handler) =>
      worker.addEventListener('error', ({ message }) => handler(message || 'it did not load')),
    async terminate() {
      worker.terminate();
    },
  };
}
