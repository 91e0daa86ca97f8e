import { webgpuPackage } from '../../gpu/webgpu-package.ts';
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
    isProvable: false,
    runsInPages: true,
    optionalPackage: webgpuPackage,
    create: async ({ gpu }) => (await import('./gpujs-backends.ts')).gpujsWebgpu(gpu),
  },
  {
    id: 'gpujs-headlessgl',
    title: 'gpu.js OpenGL, answers copied back',
    group: 'gpujs-headlessgl',
    timeShare: 1,
    isProvable: false,
    runsInPages: false,
    optionalPackage: glPackage,
    async create({ load }) {
      const { gpujsHeadlessgl } = await import('./gpujs-headlessgl.ts');
      return gpujsHeadlessgl(() => load(glPackage));
    },
  },
  {
    id: 'gpujs-webasm',
    title: 'gpu.js WebAssembly',
    group: 'gpujs-webasm',
    timeShare: 2,
    isProvable: false,
    runsInPages: true,
    create: async () => (await import('./gpujs-backends.ts')).gpujsWebasm(),
  },
  {
    id: 'gpujs-cpu',
    title: 'gpu.js JavaScript',
    group: 'gpujs-cpu',
    timeShare: 2,
    isProvable: false,
    runsInPages: true,
    create: async () => (await import('./gpujs-backends.ts')).gpujsCpu(),
  },
];
