import { mostThreads } from '../../room/thread-counts.ts';
import type { BackendDefinition, OptionalPackage } from '../backend-definition.ts';

/** Never a dependency, for its size. */
const onnxruntimePackage: OptionalPackage = { name: 'onnxruntime-node', words: '288 MB' };

/** ONNX Runtime on the CPU, where the user has installed it. */
export const onnxruntimeBackends: readonly BackendDefinition[] = [
  {
    id: 'onnxruntime',
    title: 'ONNX Runtime',
    timeShare: 1,
    proves: ['product-f32'],
    optionalPackage: onnxruntimePackage,
    async create({ threadCounts, load, wasmEngine }) {
      const { createNodeOnnxruntimeBackend } = await import('./node-onnxruntime-backend.ts');
      const host = { threads: mostThreads(threadCounts), wasmEngine };
      return createNodeOnnxruntimeBackend({ ...host, load: () => load(onnxruntimePackage) });
    },
  },
];
