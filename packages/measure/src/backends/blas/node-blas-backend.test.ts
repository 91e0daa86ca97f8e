import { expect, it } from 'vitest';
import { assertConforms, conformanceProblems } from '../../conformance-problems.ts';
import { createNodeBlasBackend } from './node-blas-backend.ts';

it('answers exactly for integers where the system has a BLAS, and says why where not', async () => {
  const backend = createNodeBlasBackend({ threads: 2, load: () => import('koffi') });
  const probe = await backend.probe();
  if (!probe.isAvailable) {
    expect(probe.reason).toMatch(/No system BLAS was found/);
    return;
  }
  const problems = conformanceProblems(backend);
  expect(problems.length).toBeGreaterThan(0);
  for (const problem of problems) await assertConforms(backend, problem);
  await backend.close();
});

it('names the optional package that is missing', async () => {
  const load = () => Promise.reject(new Error('Cannot find package'));
  const probe = await createNodeBlasBackend({ threads: 1, load }).probe();
  expect(probe).toMatchObject({ isAvailable: false, reason: expect.stringContaining('koffi') });
});
