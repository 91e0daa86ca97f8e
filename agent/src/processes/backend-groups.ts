import { availableParallelism } from 'node:os';
import type { Backend } from '@ridgeline/measure/backends/backend';

/** Backends that share a process of their own: a crash or a hang of one group spares the others. */
export interface BackendGroup {
  readonly id: string;
  readonly backendIds: readonly string[];
  /** Those whose matmul answers challenges (`Prepared.prove`), so that their runs can be verified. */
  readonly provableIds?: readonly string[];
  /** Share of the run's time beside the other groups'. */
  readonly timeShare: number;
  /**
   * Makes the backends; called in the group's process only. Their code is loaded here and not before,
   * since the command itself must answer at once and never needs it.
   */
  create(): Promise<readonly Backend[]>;
}

function defineGroup<const T extends BackendGroup>(group: T): T {
  return group;
}

/**
 * Every group, in the order in which they run. Each has a process of its own also because idle threads
 * of one engine halve the speed of the next (see measurement notes in the methodology).
 */
export const backendGroups = [
  defineGroup({
    id: 'wasm',
    backendIds: ['wasm', 'wasm-1thread'],
    provableIds: ['wasm', 'wasm-1thread'],
    timeShare: 7,
    create: async () => {
      const { createNodeWasmBackend } = await import(
        '@ridgeline/measure/backends/wasm/node-wasm-backend'
      );
      // The bundle's second entry, beside this one.
      const entry = new URL('wasm-engine.js', import.meta.url);
      const threads = availableParallelism();
      const all = createNodeWasmBackend({ id: 'wasm', title: 'Wasm SIMD', threads, entry });
      if (threads === 1) return [all];
      const title = 'Wasm SIMD, one thread';
      const single = { id: 'wasm-1thread', title, threads: 1, entry, hasHostPrograms: false };
      // The other one last: how long it takes to get the host's memory, its last problem, is unknown.
      return [createNodeWasmBackend(single), all];
    },
  }),
  defineGroup({
    id: 'blas',
    backendIds: ['blas'],
    provableIds: ['blas'],
    timeShare: 1,
    create: async () => {
      const { createNodeBlasBackend } = await import(
        '@ridgeline/measure/backends/blas/node-blas-backend'
      );
      return [
        createNodeBlasBackend({ threads: availableParallelism(), load: () => import('koffi') }),
      ];
    },
  }),
  defineGroup({
    id: 'onnxruntime',
    backendIds: ['onnxruntime'],
    timeShare: 1,
    create: async () => {
      const { createNodeOnnxruntimeBackend } = await import(
        '@ridgeline/measure/backends/onnxruntime/node-onnxruntime-backend'
      );
      // Never a dependency, for its 288 MB: found only where the user has installed it.
      const name: string = 'onnxruntime-node';
      const threads = availableParallelism();
      return [createNodeOnnxruntimeBackend({ threads, load: () => import(name) })];
    },
  }),
  defineGroup({
    id: 'webgpu',
    backendIds: ['webgpu', 'gpujs-webgpu'],
    provableIds: ['webgpu'],
    timeShare: 4,
    create: async () => {
      const [{ nodeGpu }, { webgpu }, { gpujsWebgpu }] = await Promise.all([
        import('@ridgeline/measure/gpu/node-gpu'),
        import('@ridgeline/measure/backends/webgpu/webgpu-backend'),
        import('@ridgeline/measure/backends/gpujs/gpujs-backends'),
      ]);
      const source = nodeGpu({ load: () => import('webgpu'), version: '0.6.2' });
      return [webgpu(source), gpujsWebgpu(source)];
    },
  }),
  defineGroup({
    id: 'gpujs-headlessgl',
    backendIds: ['gpujs-headlessgl'],
    timeShare: 1,
    create: async () => {
      const { gpujsHeadlessgl } = await import(
        '@ridgeline/measure/backends/gpujs/gpujs-headlessgl'
      );
      // Never a dependency, for it needs a compiler: found only where the user has installed it.
      const name: string = 'gl';
      return [gpujsHeadlessgl(() => import(name))];
    },
  }),
  defineGroup({
    id: 'gpujs-webasm',
    backendIds: ['gpujs-webasm'],
    timeShare: 2,
    create: async () => {
      const { gpujsWebasm } = await import('@ridgeline/measure/backends/gpujs/gpujs-backends');
      return [gpujsWebasm()];
    },
  }),
  defineGroup({
    id: 'gpujs-cpu',
    backendIds: ['gpujs-cpu'],
    timeShare: 2,
    create: async () => {
      const { gpujsCpu } = await import('@ridgeline/measure/backends/gpujs/gpujs-backends');
      return [gpujsCpu()];
    },
  }),
] as const satisfies readonly BackendGroup[];

/** Ids of all backends, for `--backend`. */
export const backendIds: readonly string[] = backendGroups.flatMap((group) => group.backendIds);
