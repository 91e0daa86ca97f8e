import type { OptionalPackage } from '../backends/backend-definition.ts';

/** Dawn, which brings WebGPU to Node; browsers have their own. */
export const webgpuPackage: OptionalPackage = { name: 'webgpu', version: '0.6.2' };
