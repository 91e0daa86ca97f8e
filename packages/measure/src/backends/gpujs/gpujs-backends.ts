import {
  acquireDevice,
  adapterFacts,
  type GpuSource,
  releaseDevice,
} from '../../gpu/gpu-device.ts';
import { gpujs } from '../../gpu/gpujs-library.ts';
import type { Backend } from '../backend.ts';
import { createGpujsBackend } from './gpujs-backend.ts';

/** gpu.js as plain JavaScript on one thread: the baseline that runs everywhere. */
export function gpujsCpu(): Backend {
  return createGpujsBackend({
    mode: 'cpu',
    deviceKind: 'cpu',
    probeMode: async () => ({ threads: 1 }),
  });
}

/** gpu.js as WebAssembly with SIMD, on `poolSize` threads where threads exist. */
export function gpujsWebasm(poolSize: number): Backend {
  return createGpujsBackend({
    mode: 'webasm',
    deviceKind: 'cpu',
    poolSize,
    async probeMode() {
      if (!gpujs.GPU.isWebAssemblySupported) return { reason: 'WebAssembly is switched off.' };
      return { threads: gpujs.WebAssemblyKernel.isThreadsSupported ? poolSize : 1 };
    },
  });
}

/** gpu.js on WebGPU. */
export function gpujsWebgpu(source: GpuSource): Backend {
  return createGpujsBackend({
    mode: 'webgpu',
    deviceKind: 'gpu',
    async probeMode() {
      const { adapter } = await acquireDevice(source);
      return { api: 'WebGPU', ...adapterFacts(adapter, source) };
    },
    close: releaseDevice,
  });
}
