import { expect, test } from 'vitest';
import {
  defaultWorkloadId,
  overrideWorkload,
  parseWorkloadId,
  workloadAt,
  workloadCount,
} from './workload.ts';

test('each workload is found again by its id, and ids are unique', () => {
  const ids = new Set<string>();
  for (let index = 0; index < workloadCount; index++) {
    const workload = workloadAt(index);
    if (workload === undefined) throw new Error(`no workload ${index}`);
    ids.add(workload.id);
    const found = parseWorkloadId(workload.id);
    expect([found?.model, found?.quantization, found?.job]).toEqual([
      workload.model,
      workload.quantization,
      workload.job,
    ]);
  }
  expect(ids.size).toBe(workloadCount);
  expect(workloadAt(workloadCount)).toBeUndefined();
  expect(parseWorkloadId(defaultWorkloadId)?.model.title).toBe('Llama 3.1 8B');
});

test.each([
  '',
  'llama-3.1-8b',
  'llama-3.1-8b--q4_k_m',
  'llama-3.1-8b--q9--chat',
  `${defaultWorkloadId}--x`,
])('"%s" is no workload', (id) => {
  expect(parseWorkloadId(id)).toBeUndefined();
});

test('an overridden context is filled, and senseless counts are refused', () => {
  const workload = parseWorkloadId(defaultWorkloadId);
  if (workload === undefined) throw new Error('no default workload');
  const longer = overrideWorkload(workload, { contextTokens: 16384, batchSize: 4 });
  expect(longer).toMatchObject({
    contextTokens: 16384,
    generatedTokens: 256,
    promptTokens: 16128,
    batchSize: 4,
  });
  expect(() => overrideWorkload(workload, { batchSize: 0 })).toThrow(RangeError);
  expect(() => overrideWorkload(workload, { contextTokens: 1.5 })).toThrow(RangeError);
});
