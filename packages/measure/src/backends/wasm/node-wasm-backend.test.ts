import type { KernelSpec, ProblemSize } from '@ridgeline/kernels/kernel-spec';
import { referenceOf } from '@ridgeline/kernels/references';
import { kernelSpecs } from '@ridgeline/kernels/specs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Backend } from '../backend.ts';
import { createNodeWasmBackend } from './node-wasm-backend.ts';

const entry = new URL('./node-engine.ts', import.meta.url);
const backends = [1, 3].map((threads) =>
  createNodeWasmBackend({ id: `wasm-${threads}`, threadCounts: [threads], entry }),
);

/** Sizes whose edges fall inside a tile, a panel, a block of columns and a thread's part. */
const awkwardSizes: Readonly<Record<string, readonly ProblemSize[]>> = {
  matmul: [
    { m: 101, n: 4100, k: 17 },
    { m: 67, n: 50, k: 800 },
    { m: 384, n: 384, k: 384 },
  ],
  read: [{ elements: 5 }, { elements: 1_000_003 }],
  triad: [{ elements: 5 }, { elements: 200_001 }],
};

async function errorOf(
  backend: Backend,
  kernel: KernelSpec,
  dtype: string,
  size: ProblemSize,
  values: 'random' | 'integers',
  copies: number,
): Promise<number> {
  const prepared = await backend.prepare({ kernel, dtype, size, seed: 7, values, copies });
  const { seconds } = await prepared.execute(copies + 1);
  expect(seconds).toBeGreaterThan(0);
  const error = await referenceOf(kernel.id).verify({
    ...{ dtype, size, seed: 7, values },
    read: (from, count) => prepared.readOutput(from, count),
  });
  await prepared.dispose();
  return error;
}

afterAll(async () => {
  for (const backend of backends) await backend.close();
});

describe.each(backends)('the engine $id', { timeout: 60_000 }, (backend) => {
  it('is available and says which variant won', async () => {
    const probe = await backend.probe();
    expect(probe).toMatchObject({ isAvailable: true, libraryName: 'ridgeline-wasm' });
  });

  const cases = kernelSpecs.flatMap((kernel) =>
    kernel.dtypes
      .filter((dtype) => backend.supports(kernel.id, dtype))
      .map((dtype) => ({ kernel, dtype, name: `${kernel.id} ${dtype}` })),
  );

  it('has a program for each kernel that CPUs measure', () => {
    const missing = kernelSpecs
      .filter(({ deviceKinds }) => deviceKinds?.includes('cpu') ?? true)
      .filter(({ id, dtypes }) => !dtypes.some((dtype) => backend.supports(id, dtype)));
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  const awkward = cases.filter(({ kernel }) => kernel.id in awkwardSizes);
  it.each(awkward)('answers $name within the tolerance at awkward sizes', async (each) => {
    const { kernel, dtype } = each;
    const copies = kernel.isRotated ? 3 : 1;
    for (const size of awkwardSizes[kernel.id] ?? []) {
      const error = await errorOf(backend, kernel, dtype, size, 'random', copies);
      expect(error, JSON.stringify(size)).toBeLessThanOrEqual(kernel.tolerance(dtype, size));
    }
  });
});

it('uses all threads or half of them, whichever is faster', { timeout: 60_000 }, async () => {
  const backend = createNodeWasmBackend({ id: 'wasm', threadCounts: [4], entry });
  const probe = await backend.probe();
  expect(probe).toMatchObject({ isAvailable: true });
  expect([2, 4]).toContain(probe.isAvailable ? probe.threads : 0);
  const matmul = kernelSpecs.find(({ id }) => id === 'matmul');
  if (matmul === undefined) throw new Error('The suite has no matmul.');
  const size = { m: 130, n: 66, k: 34 };
  expect(await errorOf(backend, matmul, 'f32', size, 'integers', 1)).toBe(0);
  await backend.close();
});

describe('the wasm engine under faults', { timeout: 60_000 }, () => {
  it('refuses a problem that memory cannot hold, and goes on', async () => {
    const [backend] = backends;
    const matmul = kernelSpecs.find(({ id }) => id === 'matmul');
    if (backend === undefined || matmul === undefined) throw new Error('Nothing to test.');
    const request = { kernel: matmul, dtype: 'f32', seed: 1, values: 'random', copies: 1 } as const;
    const tooLarge = { m: 32_768, n: 32_768, k: 32_768 };
    await expect(backend.prepare({ ...request, size: tooLarge })).rejects.toThrow('4 GiB');
    const small = { m: 33, n: 65, k: 97 };
    expect(await errorOf(backend, matmul, 'f32', small, 'integers', 1)).toBe(0);
  });

  it('reports an engine that cannot start as unavailable', async () => {
    const backend = createNodeWasmBackend({
      ...{ id: 'wasm', threadCounts: [1] },
      entry: new URL('./no-such-engine.ts', import.meta.url),
    });
    const probe = await backend.probe();
    expect(probe.isAvailable).toBe(false);
    await backend.close();
  });
});
