import type { BackendDefinition } from './backend-definition.ts';
import { blasBackends } from './blas/definition.ts';
import { gpujsBackends } from './gpujs/definition.ts';
import { onnxruntimeBackends } from './onnxruntime/definition.ts';
import { wasmBackends } from './wasm/definition.ts';
import { webgpuBackends } from './webgpu/definition.ts';

/** Every backend, in the order in which a run takes them: one entry for each folder beside this file. */
export const backendDefinitions: readonly BackendDefinition[] = [
  ...wasmBackends,
  ...blasBackends,
  ...onnxruntimeBackends,
  ...webgpuBackends,
  ...gpujsBackends,
];
