import { afterAll, describe, expect, it } from 'vitest';
import { backendDefinitions } from './backends/backend-list.ts';
import { assertConforms, conformanceProblems } from './conformance-problems.ts';
import { nodeHost } from './node-host.ts';

const host = nodeHost();

/** Every backend of the list; one that this machine has not is skipped, visibly. */
const candidates = await Promise.all(
  backendDefinitions.map(async ({ id, proves = [], create }) => {
    const backend = await create(host);
    return { id, proves, backend };
  }),
);

describe.each(candidates)('$id', async ({ backend, proves }) => {
  const probe = await backend.probe();
  if (!probe.isAvailable) {
    it.skip(`is not available here: ${probe.reason}`);
    return;
  }
  afterAll(() => backend.close());
  const problems = conformanceProblems(backend);
  it.each(problems.map((problem) => [problem.kernel.id, problem.dtype, problem.size, problem]))(
    '%s in %s is right at %o, random and in integers, after several executions',
    { timeout: 30_000 },
    (_id, _dtype, _size, problem) => assertConforms(backend, problem),
  );

  it(`takes ${proves.length === 0 ? 'no challenges' : proves.join(', ')}, as it is defined`, () => {
    expect(backend.prove !== undefined).toBe(proves.length > 0);
  });
});
