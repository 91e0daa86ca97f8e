import { webgpuPackage } from '../../gpu/webgpu-package.ts';
import type { BackendDefinition } from '../backend-definition.ts';

/** Our own WGSL kernels. */
export const webgpuBackends: readonly BackendDefinition[] = [
  {
    id: 'webgpu',
    title: 'WebGPU',
    group: 'webgpu',
    timeShare: 3,
    proves: ['product-f32', 'read', 'product-int8', 'product-f16', 'product-f16-sums'],
    runsInPages: true,
    gpu: 'chosen',
    optionalPackage: webgpuPackage,
    create: async ({ gpu }) => (await import('./webgpu-backend.ts')).webgpu(gpu),
  },
];
