import { gpujsPrograms } from '@ridgeline/kernels/gpujs-programs';
import { type GpujsMode, gpujsVersion } from '../../gpu/gpujs-library.ts';
import type { Backend, BackendFacts, Prepared, PrepareRequest, Probe } from '../backend.ts';
import { runtimeFacts } from '../runtime-facts.ts';
import { prepareGpujs } from './gpujs-prepared.ts';

/** What differs between the modes of gpu.js as backends. */
export interface GpujsBackendOptions {
  readonly mode: GpujsMode;
  readonly deviceKind: 'cpu' | 'gpu';
  /** Threads of the mode, where it has any. */
  readonly poolSize?: number;
  /** Facts of the mode, or the reason why it cannot work here. May throw; the message is the reason. */
  probeMode(): Promise<Partial<BackendFacts> | { readonly reason: string }>;
  /** Releases what `probeMode` acquired. */
  close?(): Promise<void>;
}

/** A backend that runs the portable programs in one mode of gpu.js. */
export function createGpujsBackend(options: GpujsBackendOptions): Backend {
  const programOf = (kernel: string, dtype: string) =>
    gpujsPrograms.find((program) => program.kernel === kernel && program.dtype === dtype);
  return {
    id: `gpujs-${options.mode}`,
    deviceKind: options.deviceKind,
    async probe(): Promise<Probe> {
      try {
        const mode = await options.probeMode();
        if ('reason' in mode) return { isAvailable: false, reason: mode.reason };
        const library = { libraryName: 'gpu.js', libraryVersion: gpujsVersion };
        return { isAvailable: true, ...runtimeFacts(), ...library, ...mode };
      } catch (error) {
        return { isAvailable: false, reason: error instanceof Error ? error.message : `${error}` };
      }
    },
    supports: (kernel, dtype) => programOf(kernel, dtype) !== undefined,
    prepare(request: PrepareRequest): Promise<Prepared> {
      const program = programOf(request.kernel.id, request.dtype);
      if (program === undefined) {
        throw new Error(`gpu.js has no program for ${request.kernel.id} ${request.dtype}.`);
      }
      return prepareGpujs(options.mode, program, request, options.poolSize);
    },
    close: async () => options.close?.(),
  };
}
