import type { Backend } from '@ridgeline/measure/backends/backend';
import { backendDefinitions } from '@ridgeline/measure/backends/backend-list';
import type { AdapterChoice } from '@ridgeline/measure/gpu/gpu-adapter';
import { nodeHost } from '@ridgeline/measure/node-host';

/**
 * Makes the named backends, in the order of the list; in a process of their own only.
 * @param threadCounts numbers of threads to try; those of this process's room when absent
 * @param adapter the GPU to use; what Dawn prefers when absent
 */
export function createBackends(
  ids: readonly string[],
  threadCounts?: readonly number[],
  adapter?: AdapterChoice,
): Promise<Backend[]> {
  // The bundle's other entry, beside this one.
  const wasmEngine = new URL('wasm-engine.js', import.meta.url);
  const host = nodeHost({
    wasmEngine,
    ...(threadCounts && { threadCounts }),
    ...(adapter && { adapter }),
  });
  const chosen = backendDefinitions.filter(({ id }) => ids.includes(id));
  return Promise.all(chosen.map(({ create }) => create(host)));
}
