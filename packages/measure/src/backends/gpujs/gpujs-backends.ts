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

/** gpu.js as WebAssembly with SIMD, on every core where threads exist. */
export function gpujsWebasm(): Backend {
  return createGpujsBackend({
    mode: 'webasm',
    deviceKind: 'cpu',
    async probeMode() {
      if (!gpujs.GPU.isWebAssemblySupported) return { reason: 'WebAssembly is switched off.' };
      const cores = globalThis.navigator?.hardwareConcurrency ?? 1;
      return { threads: gpujs.WebAssemblyKernel.isThreadsSupported ? cores : 1 };
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
      return { api: 'WebGPU', ...adapterFacts(adapter) };
    },
    close: releaseDevice,
  });
}
