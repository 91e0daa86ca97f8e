/// <reference types="node" />
import { parentPort, Worker } from 'node:worker_threads';
import type { ThreadHandle, ThreadPort } from './thread-messages.ts';

/** Starts worker threads of Node whose program is `entry`, a file that serves {@link nodeThreadPort}. */
export function startNodeThread(entry: URL): ThreadHandle {
  const worker = new Worker(entry, { name: 'wasm-engine' });
  return {
    post: (message) => worker.postMessage(message),
    listen: (handler) => void worker.on('message', handler),
    onDeath(handler) {
      worker.on('error', (error) => handler(error instanceof Error ? error.message : `${error}`));
      worker.on('exit', (code) => handler(`it ended with code ${code}`));
    },
    async terminate() {
      await worker.terminate();
    },
  };
}

/** The thread's end of the channel; undefined on the main thread. */
export function nodeThreadPort(): ThreadPort | undefined {
  const port = parentPort;
  if (port === null) return undefined;
  return {
    post: (message) => port.postMessage(message),
    listen: (handler) => void port.on('message', handler),
  };
}
