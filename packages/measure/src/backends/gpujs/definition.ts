import { webgpuPackage } from '../../gpu/webgpu-package.ts';
import { mostThreads } from '../../room/thread-counts.ts';
import type { BackendDefinition, OptionalPackage } from '../backend-definition.ts';

/** Never a dependency: where no binary fits, installing it takes a compiler. */
const glPackage: OptionalPackage = { name: 'gl', words: 'it may need a compiler' };

/** The portable kernels in each mode of gpu.js. */
export const gpujsBackends: readonly BackendDefinition[] = [
  {
    id: 'gpujs-webgpu',
    title: 'gpu.js WebGPU',
    // It uses the device that the hand-written kernels use.
    group: 'webgpu',
    timeShare: 1,
    runsInPages: true,
    gpu: 'chosen',
    optionalPackage: webgpuPackage,
    create: async ({ gpu }) => (await import('./gpujs-backends.ts')).gpujsWebgpu(gpu),
  },
  {
    id: 'gpujs-headlessgl',
    title: 'gpu.js OpenGL, answers copied back',
    gpu: 'preferred',
    timeShare: 1,
    optionalPackage: glPackage,
    async create({ load }) {
      const { gpujsHeadlessgl } = await import('./gpujs-headlessgl.ts');
      return gpujsHeadlessgl(() => load(glPackage));
    },
  },
  {
    id: 'gpujs-webasm',
    title: 'gpu.js WebAssembly',
    timeShare: 2,
    runsInPages: true,
    async create({ threadCounts }) {
      const { gpujsWebasm } = await import('./gpujs-backends.ts');
      return gpujsWebasm(mostThreads(threadCounts));
    },
  },
  {
    id: 'gpujs-cpu',
    title: 'gpu.js JavaScript',
    timeShare: 2,
    runsInPages: true,
    create: async () => (await import('./gpujs-backends.ts')).gpujsCpu(),
  },
];
