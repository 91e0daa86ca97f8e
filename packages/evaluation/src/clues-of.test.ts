import { exampleSubmission } from '@ridgeline/schema/example-submission';
import type { SubmittedDevice } from '@ridgeline/schema/submission';
import { expect, test } from 'vitest';
import { cluesOf } from './clues-of.ts';
import { evaluate } from './evaluate.ts';

const gpu: SubmittedDevice = {
  id: 'gpu0',
  kind: 'gpu',
  name: 'NVIDIA L4',
  reportedName: 'NVIDIA L4-1',
  otherNames: ['NVIDIA Corporation AD104GL [L4]', 'NVIDIA L4'],
  vendor: 'NVIDIA',
  isSoftwareAdapter: false,
  pciIds: { vendor: 0x10de, device: 0x27b8, revision: 0 },
  memoryBytes: 24 * 2 ** 30,
};

test('what was read of a device reaches whoever names it, each name once', () => {
  const room = { quotaCores: 1.5 };
  const clues = cluesOf(gpu, { isVirtual: true, formFactor: 'laptop', room });
  expect(clues).toMatchObject({
    names: ['NVIDIA L4-1', 'NVIDIA L4', 'NVIDIA Corporation AD104GL [L4]'],
    pciIds: { device: 0x27b8, revision: 0 },
    memoryBytes: 24 * 2 ** 30,
    isVirtualMachine: true,
    formFactor: 'laptop',
    quotaCores: 1.5,
  });
});

test('how many threads were tried does not make another software path', () => {
  const [path, ...others] = exampleSubmission.softwarePaths;
  if (path === undefined) throw new Error('The example has no software path.');
  const softwarePaths = [{ ...path, threads: 8, triedThreads: [16, 8] }, ...others];
  const facts = (run: typeof exampleSubmission) => evaluate(run).paths.map((each) => each.facts);
  expect(facts({ ...exampleSubmission, softwarePaths })).toEqual(facts(exampleSubmission));
});
