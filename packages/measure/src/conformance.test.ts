import { afterAll, describe, it } from 'vitest';
import type { Backend } from './backends/backend.ts';
import { gpujsCpu, gpujsWebasm, gpujsWebgpu } from './backends/gpujs/gpujs-backends.ts';
import { gpujsHeadlessgl } from './backends/gpujs/gpujs-headlessgl.ts';
import { webgpu } from './backends/webgpu/webgpu-backend.ts';
import { assertConforms, conformanceProblems } from './conformance-problems.ts';
import { nodeGpu } from './node-gpu.ts';

const gpu = nodeGpu({ load: () => import('webgpu'), version: 'test' });

/** Not a dependency: it is found where somebody installed it. */
const glPackage: string = 'gl';

/** Every backend that runs in this process; a machine without an adapter skips the GPU ones, visibly. */
const backends: readonly Backend[] = [
  gpujsCpu(),
  gpujsWebasm(),
  gpujsWebgpu(gpu),
  webgpu(gpu),
  gpujsHeadlessgl(() => import(glPackage)),
];

const probes = await Promise.all(backends.map((backend) => backend.probe()));

describe.each(backends.map((backend, i) => ({ backend, id: backend.id, probe: probes[i] })))(
  '$id',
  ({ backend, probe }) => {
    if (probe === undefined || !probe.isAvailable) {
      it.skip(`is not available here: ${probe?.reason}`);
      return;
    }
    afterAll(() => backend.close());
    const problems = conformanceProblems(backend);
    it.each(problems.map((problem) => [problem.kernel.id, problem.dtype, problem.size, problem]))(
      '%s in %s is right at %o, random and in integers, after several executions',
      { timeout: 30_000 },
      (_id, _dtype, _size, problem) => assertConforms(backend, problem),
    );
  },
);
