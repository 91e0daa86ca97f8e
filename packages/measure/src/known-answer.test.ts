import { kernelSpecs } from '@ridgeline/kernels/specs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Backend } from './backends/backend.ts';
import { createNodeBlasBackend } from './backends/blas/node-blas-backend.ts';
import { gpujsCpu, gpujsWebasm, gpujsWebgpu } from './backends/gpujs/gpujs-backends.ts';
import { createNodeWasmBackend } from './backends/wasm/node-wasm-backend.ts';
import { webgpu } from './backends/webgpu/webgpu-backend.ts';
import { measureSuite } from './measure-suite.ts';
import { nodeGpu } from './node-gpu.ts';

const gpu = nodeGpu({ load: () => import('webgpu'), version: 'test' });
const entry = new URL('./backends/wasm/node-engine.ts', import.meta.url);

/** Each backend that this repository can run. */
const backends: readonly Backend[] = [
  gpujsCpu(),
  gpujsWebasm(),
  gpujsWebgpu(gpu),
  webgpu(gpu),
  createNodeWasmBackend({ id: 'wasm', title: '', threads: 1, entry }),
  createNodeBlasBackend({ threads: 1, load: () => import('koffi') }),
];

const probes = await Promise.all(backends.map((backend) => backend.probe()));

/** The last of the suite, which asks the least, that it computes exactly for integers. */
function kernelOf(backend: Backend): string | undefined {
  return kernelSpecs.findLast(
    ({ id, isExactForIntegers }) => isExactForIntegers && backend.supports(id, 'f32'),
  )?.id;
}

describe('the known-answer test keeps a wrong answer from being timed', { timeout: 60_000 }, () => {
  for (const [index, backend] of backends.entries()) {
    afterAll(() => backend.close());
    const isHere = probes[index]?.isAvailable === true;
    it.skipIf(!isHere)(`on ${backend.id}`, async () => {
      let mostExecutions = 0;
      let lastValues = '';
      const lying: Backend = {
        ...backend,
        probe: () => backend.probe(),
        supports: (id, dtype) => backend.supports(id, dtype) && dtype === 'f32',
        close: async () => undefined,
        async prepare(request) {
          const prepared = await backend.prepare(request);
          lastValues = request.values;
          return {
            execute(times) {
              mostExecutions = Math.max(mostExecutions, times);
              return prepared.execute(times);
            },
            async readOutput(from, count) {
              const answer = Array.from(await prepared.readOutput(from, count));
              // One element is off by the least that an f32 integer can be.
              return answer.map((value, i) => (from + i === 17 ? value + 1 : value));
            },
            dispose: () => prepared.dispose(),
          };
        },
      };
      const kernels = [kernelOf(backend) ?? 'none'];
      const { measurements } = await measureSuite({
        ...{ backends: [lying], kernels, preset: 'quick', timeBudgetSeconds: 20 },
        ...{ cacheBytes: 2 ** 20, memoryBytes: 2 ** 28 },
      });
      const tried = measurements.filter(({ outcome }) => outcome !== 'unsupported');
      expect(tried.length).toBeGreaterThan(0);
      for (const measurement of tried) {
        expect(measurement).toMatchObject({
          outcome: 'failed',
          reason: expect.stringMatching(/^Known-answer test: Wrong answer .*exactly 0/),
        });
      }
      // Nothing but the small problem of integers was ever run.
      expect(lastValues).toBe('integers');
      expect(mostExecutions).toBeLessThan(3);
    });
  }
});
