import { referenceOf } from '@ridgeline/kernels/references';
import { findKernelSpec } from '@ridgeline/kernels/specs';
import { expect, it } from 'vitest';
import { createNodeBlasBackend } from './node-blas-backend.ts';

it('answers exactly for integers where the system has a BLAS, and says why where not', async () => {
  const backend = createNodeBlasBackend({ threads: 2, load: () => import('koffi') });
  const probe = await backend.probe();
  const kernel = findKernelSpec('matmul');
  if (kernel === undefined) throw new Error('The suite has no matmul.');
  if (!probe.isAvailable) {
    expect(probe.reason).toMatch(/No system BLAS was found/);
    return;
  }
  for (const size of kernel.checkSizes) {
    const problem = { dtype: 'f32', size, seed: 7, values: 'integers' } as const;
    const prepared = await backend.prepare({ ...problem, kernel, copies: 1 });
    await prepared.execute(2);
    const read = (from: number, count: number) => prepared.readOutput(from, count);
    expect(await referenceOf('matmul').verify({ ...problem, read })).toBe(0);
  }
  await backend.close();
});

it('names the optional package that is missing', async () => {
  const load = () => Promise.reject(new Error('Cannot find package'));
  const probe = await createNodeBlasBackend({ threads: 1, load }).probe();
  expect(probe).toMatchObject({ isAvailable: false, reason: expect.stringContaining('koffi') });
});
