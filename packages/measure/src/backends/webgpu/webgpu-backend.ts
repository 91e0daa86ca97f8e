import { findKernelSpec } from '@ridgeline/kernels/specs';
import { challengeKindOf } from '@ridgeline/kernels/verification/challenge-kinds';
import type { WgslProgram } from '@ridgeline/kernels/wgsl-program';
import { wgslPrograms } from '@ridgeline/kernels/wgsl-programs';
import {
  acquireDevice,
  adapterFacts,
  type GpuSource,
  releaseDevice,
} from '../../gpu/gpu-device.ts';
import { isSoftwareAdapter } from '../../gpu/software-adapter.ts';
import type { Backend, Probe } from '../backend.ts';
import { runtimeFacts } from '../runtime-facts.ts';
import type { Contenders } from './choose-variant.ts';
import { type MemoryProgram, memoryPrograms } from './memory-programs.ts';
import { proveProduct, proveRead } from './prove-kinds.ts';
import { prepareWgsl } from './wgsl-prepared.ts';

const memoryProgramOf = (kernel: string, dtype: string): MemoryProgram | undefined =>
  memoryPrograms.find((program) => program.kernel === kernel && program.dtype === dtype);

/** Hand-written WGSL on the very device that gpu.js uses: what the GPU can do through WebGPU. */
export function webgpu(source: GpuSource): Backend {
  let features: ReadonlySet<string> = new Set();
  const contenders: Contenders = new Map();
  const programOf = (kernel: string, dtype: string): WgslProgram | undefined =>
    wgslPrograms.find(
      (program) =>
        program.kernel === kernel &&
        program.dtype === dtype &&
        (program.feature === undefined || features.has(program.feature)),
    );
  return {
    id: 'webgpu',
    deviceKind: 'gpu',
    drawsCurves: true,
    async probe(): Promise<Probe> {
      try {
        const { adapter, device } = await acquireDevice(source);
        const ofLanguage = (await source.open())?.wgslLanguageFeatures ?? [];
        features = new Set([...device.features, ...ofLanguage]);
        const { libraryName, libraryVersion } = source;
        const library = {
          ...(libraryName && { libraryName }),
          ...(libraryVersion && { libraryVersion }),
        };
        const facts = adapterFacts(adapter, source);
        return { isAvailable: true, ...runtimeFacts(), ...library, api: 'WebGPU', ...facts };
      } catch (error) {
        return { isAvailable: false, reason: error instanceof Error ? error.message : `${error}` };
      }
    },
    supports: (kernel, dtype) =>
      programOf(kernel, dtype) !== undefined || memoryProgramOf(kernel, dtype) !== undefined,
    whyUnsupported(kernel, dtype) {
      const program = wgslPrograms.find((each) => each.kernel === kernel && each.dtype === dtype);
      return program?.feature && `The adapter does not offer ${program.feature}.`;
    },
    async prepare(request) {
      const onMemory = memoryProgramOf(request.kernel.id, request.dtype);
      if (onMemory !== undefined) {
        return onMemory.prepare((await acquireDevice(source)).device, request);
      }
      const program = programOf(request.kernel.id, request.dtype);
      if (program === undefined) {
        throw new Error(`There is no WGSL program for ${request.kernel.id} ${request.dtype}.`);
      }
      const { adapter, device } = await acquireDevice(source);
      const hasFastBarriers = !isSoftwareAdapter(adapter.info);
      return prepareWgsl({ device, hasFastBarriers, contenders }, program, request);
    },
    async prove({ counts, kind: id }) {
      const { adapter, device } = await acquireDevice(source);
      const kind = challengeKindOf(id);
      if (kind.kernel === 'read') return proveRead(device, kind, counts);
      const program = programOf(kind.kernel, kind.dtype);
      const kernel = findKernelSpec(kind.kernel);
      if (program === undefined || kernel === undefined) {
        throw new Error(`There is no WGSL program for ${id}.`);
      }
      const n = counts.places;
      const fixed = { kernel, dtype: kind.dtype, seed: 1, values: 'random', copies: 1 } as const;
      const context = { device, hasFastBarriers: !isSoftwareAdapter(adapter.info), contenders };
      const prepared = await prepareWgsl(context, program, { ...fixed, size: { m: n, n, k: n } });
      return proveProduct(prepared.asProduct(), kind, counts);
    },
    close: releaseDevice,
  };
}
