import { gpujsPrograms } from '@ridgeline/kernels/gpujs-programs';
import { kernelSpecs } from '@ridgeline/kernels/specs';
import { wgslPrograms } from '@ridgeline/kernels/wgsl-programs';
import { describe, expect, it } from 'vitest';
import type { Backend, BackendFacts } from './backends/backend.ts';
import { gpujsCpu } from './backends/gpujs/gpujs-backends.ts';
import { findWasmProgram } from './backends/wasm/programs.ts';
import { type PlannedSeries, planBackend } from './plan-suite.ts';
import { sampleLimits } from './sample-limits.ts';

type Listed = readonly { readonly kernel: string; readonly dtype: string }[];

const listed = (programs: Listed) => (kernel: string, dtype: string) =>
  programs.some((program) => program.kernel === kernel && program.dtype === dtype);
const everything = (): boolean => true;
const wasm = (kernel: string, dtype: string) => findWasmProgram(kernel, dtype) !== undefined;

const facts: BackendFacts = { isAvailable: true, runtimeName: 'test', runtimeVersion: '1' };
const machine = { cacheBytes: 2 ** 25, memoryBytes: 2 ** 34 };

const backend = (
  id: string,
  deviceKind: 'cpu' | 'gpu',
  supports: Backend['supports'],
  drawsCurves = false,
): Backend => ({
  ...gpujsCpu(),
  id,
  deviceKind,
  supports,
  drawsCurves,
});

/** All software paths that one run can have today, none of them too slow for anything. */
const backends = [
  backend('gpujs-cpu', 'cpu', listed(gpujsPrograms)),
  backend('gpujs-webasm', 'cpu', listed(gpujsPrograms)),
  backend('gpujs-webgpu', 'gpu', listed(gpujsPrograms)),
  backend(
    'webgpu',
    'gpu',
    (kernel, dtype) => kernel.startsWith('transfer') || listed(wgslPrograms)(kernel, dtype),
    true,
  ),
  backend('wasm', 'cpu', wasm, true),
  backend('wasm-1thread', 'cpu', wasm),
  backend('blas', 'cpu', (kernel, dtype) => kernel === 'matmul' && dtype === 'f32'),
];

/** Long names of what the paths with several programs may choose. */
const variants: Readonly<Record<string, string>> = {
  'gpu0-webgpu': 'shared-128x128x16-f16-sums',
  'cpu0-wasm': 'relaxed-6x16-k384',
  'cpu0-wasm-1thread': 'relaxed-6x16-k384',
};

/** The longest JSON that a series can become, every sample with six digits. */
function jsonLength({ kernel, dtype, problems }: PlannedSeries, path: string, samples: number) {
  const variant = variants[path];
  const seconds = 0.000123456;
  const each = problems.map(({ size }) => ({
    outcome: 'ok',
    ...{ kernel: kernel.id, dtype, path, size },
    durationSeconds: {
      median: seconds,
      samples: Array.from({ length: samples }, () => seconds),
    },
    ...{ executionsPerSample: 1234, bandwidthBytesPerSecond: 123456789.5, relativeError: 1.23e-7 },
    ...(variant && { variant }),
  }));
  const without = {
    outcome: 'unsupported',
    kernel: kernel.id,
    dtype,
    path,
    reason: 'No program.',
  };
  return JSON.stringify(problems.length > 0 ? each : [without]).length;
}

describe.each(['quick', 'standard', 'full'] as const)('the plan of %s', (preset) => {
  it('fits a submission of 64 KiB with every sample of every backend', () => {
    const total = backends
      .flatMap((each) => {
        const { maximumSamples } = sampleLimits(preset, each.deviceKind);
        const path = `${each.deviceKind}0-${each.id}`;
        const plan = planBackend(each, facts, { ...machine, preset });
        return plan.map((series) => jsonLength(series, path, maximumSamples));
      })
      .reduce((sum, length) => sum + length, 0);
    // What is not measurements (host, devices, paths) takes about 2 KiB more.
    expect(total).toBeLessThan(62_500);
  });

  it('rotates over inputs that no cache holds together, and never over too much memory', () => {
    const [first] = backends;
    if (first === undefined) throw new Error('There is no backend.');
    const plan = planBackend({ ...first, supports: everything }, facts, { ...machine, preset });
    for (const { kernel, dtype, problems } of plan) {
      for (const { size, copies } of problems) {
        const { bytes } = kernel.cost(size, dtype);
        if (!kernel.isRotated) expect(copies).toBe(1);
        else expect(copies * bytes).toBeGreaterThanOrEqual(4 * machine.cacheBytes);
        const share = kernel.isLargestThatFits ? 0.75 : 0.25;
        expect(copies * bytes).toBeLessThanOrEqual(machine.memoryBytes * share);
      }
    }
  });
});

it('leaves out kernels that make no sense on the kind of device', () => {
  const [cpu] = backends;
  if (cpu === undefined) throw new Error('There is no backend.');
  const ids = planBackend(cpu, facts, { ...machine, preset: 'quick' }).map(
    ({ kernel }) => kernel.id,
  );
  const forGpus = kernelSpecs.filter(({ deviceKinds }) => deviceKinds?.includes('cpu') === false);
  expect(forGpus.length).toBeGreaterThan(0);
  for (const { id } of forGpus) expect(ids).not.toContain(id);
});

it('knows beforehand what a device cannot hold, and says so', () => {
  const [cpu] = backends;
  if (cpu === undefined) throw new Error('There is no backend.');
  const small = { ...facts, maximumArrayBytes: 2 ** 20 };
  const plan = planBackend(cpu, small, { ...machine, preset: 'quick', kernels: ['read'] });
  const obstacles = plan.flatMap(({ problems }) => problems.map(({ obstacle }) => obstacle));
  expect(obstacles[0]).toBeUndefined();
  expect(obstacles.at(-1)).toBe(
    'Needs an array of 134217728 bytes; the device takes at most 1048576.',
  );
});

it('shows the caches by every streaming kernel on the engine that draws curves', () => {
  const streams = ['read', 'copy', 'scale', 'add', 'triad'];
  for (const engine of backends.filter(({ drawsCurves }) => drawsCurves)) {
    for (const preset of ['standard', 'full'] as const) {
      const plan = planBackend(engine, facts, { ...machine, preset, kernels: streams });
      expect(plan.map(({ kernel }) => kernel.id).sort()).toEqual([...streams].sort());
      for (const { kernel, dtype, problems } of plan) {
        const sets = problems.map(({ size }) => kernel.cost(size, dtype).bytes);
        expect(sets.length).toBeGreaterThanOrEqual(4);
        expect(sets[0]).toBeLessThanOrEqual(16 * 1024);
        expect(sets.at(-1)).toBeGreaterThan(3.99 * machine.cacheBytes);
      }
    }
  }
});

it('leaves the curves of a software adapter to the CPU that draws for it', () => {
  const [gpu] = backends.filter(({ id }) => id === 'webgpu');
  if (gpu === undefined) throw new Error('There is no GPU backend.');
  const adapter = { name: 'llvmpipe', isSoftwareAdapter: true };
  const context = { ...machine, preset: 'standard', kernels: ['triad'] } as const;
  const sizesOn = (of: BackendFacts) => planBackend(gpu, of, context)[0]?.problems.length;
  expect(sizesOn({ ...facts, adapter })).toBe(1);
  expect(sizesOn(facts)).toBeGreaterThan(3);
});
