import type { Backend } from '@ridgeline/measure/backends/backend';
import { backendDefinitions } from '@ridgeline/measure/backends/backend-list';
import { nodeHost } from '@ridgeline/measure/node-host';

/** Makes the named backends, in the order of the list; in a process of their own only. */
export function createBackends(ids: readonly string[]): Promise<Backend[]> {
  // The bundle's other entry, beside this one.
  const host = nodeHost(new URL('wasm-engine.js', import.meta.url));
  const chosen = backendDefinitions.filter(({ id }) => ids.includes(id));
  return Promise.all(chosen.map(({ create }) => create(host)));
}
