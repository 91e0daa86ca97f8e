import { mostThreads } from '../../room/thread-counts.ts';
import type { Backend } from '../backend.ts';
import type { BackendDefinition, BackendHost } from '../backend-definition.ts';

async function create(
  { wasmEngine }: BackendHost,
  options: {
    readonly id: string;
    readonly threadCounts: readonly number[];
    readonly hasHostPrograms: boolean;
  },
): Promise<Backend> {
  const { createNodeWasmBackend } = await import('./node-wasm-backend.ts');
  return createNodeWasmBackend({ ...options, entry: wasmEngine });
}

/** Kinds of challenge that the engine has programs for. */
const proves = ['product-f32', 'read', 'product-int8'] as const;

/** Where one thread is all that there is room for, `wasm` measures it. */
const singleThreaded = async () =>
  ({
    isAvailable: false,
    reason: 'There is room for one thread here, so that wasm measures it.',
  }) as const;

/**
 * Our own Wasm SIMD kernels, in Node. The one with all threads comes last: how long it takes to get the
 * host's memory, its last problem, is unknown.
 */
export const wasmBackends: readonly BackendDefinition[] = [
  {
    id: 'wasm-1thread',
    title: 'Wasm SIMD, one thread',
    group: 'wasm',
    timeShare: 3,
    proves,
    async create(host) {
      const options = { id: 'wasm-1thread', threadCounts: [1], hasHostPrograms: false };
      const backend = await create(host, options);
      return mostThreads(host.threadCounts) > 1 ? backend : { ...backend, probe: singleThreaded };
    },
  },
  {
    id: 'wasm',
    title: 'Wasm SIMD',
    group: 'wasm',
    timeShare: 4,
    proves,
    create: (host) =>
      create(host, { id: 'wasm', threadCounts: host.threadCounts, hasHostPrograms: true }),
  },
];
