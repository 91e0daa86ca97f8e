import { mostThreads } from '../../room/thread-counts.ts';
import type { BackendDefinition, OptionalPackage } from '../backend-definition.ts';

/** Calls the system's libraries. */
const koffi: OptionalPackage = { name: 'koffi', version: '3.3.4' };

/** The system's BLAS, where it has one. */
export const blasBackends: readonly BackendDefinition[] = [
  {
    id: 'blas',
    title: "The system's BLAS",
    timeShare: 1,
    proves: ['product-f32'],
    optionalPackage: koffi,
    async create({ threadCounts, load, wasmEngine }) {
      const { createNodeBlasBackend } = await import('./node-blas-backend.ts');
      const threads = mostThreads(threadCounts);
      return createNodeBlasBackend({ threads, wasmEngine, load: () => load(koffi) });
    },
  },
];
