import { serveWasmThread } from './thread.ts';

// The program of each Web Worker of the engine. A page starts one by
// `webThread(new Worker(new URL('…/web-thread.ts', import.meta.url), { type: 'module' }))`.
serveWasmThread({
  post: (message) => self.postMessage(message),
  listen: (handler) => self.addEventListener('message', ({ data }) => handler(data)),
});
