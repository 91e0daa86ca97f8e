import { expect, test } from 'vitest';
import type { Machine } from './machine.ts';
import { predict } from './predict.ts';
import { parseWorkloadId } from './workload.ts';

const rtx4090: Machine = {
  kind: 'gpu',
  vendor: 'NVIDIA',
  basis: 'spec',
  memoryBytes: 24e9,
  bandwidthBytesPerSecond: 1.008e12,
  computeFlopsPerSecond: { f32: 82.58e12, f16: 165e12 },
  runtime: 'CUDA',
};

function workload(id: string) {
  const found = parseWorkloadId(id);
  if (found === undefined) throw new Error(`no workload ${id}`);
  return found;
}

test('an 8B model fits a 24 GB card and decode waits for memory', () => {
  const prediction = predict(rtx4090, workload('llama-3.1-8b--q4_k_m--chat'));
  expect(prediction.memory.fit).toBe('fits');
  expect(prediction.decode?.limit).toBe('memory-bandwidth');
  expect(prediction.prefill?.limit).toBe('compute');
});

test('a trillion parameters need many devices, and capacity is the limit', () => {
  const prediction = predict(rtx4090, workload('kimi-k2-1t--q4_k_m--chat'));
  expect(prediction.memory.fit).toBe('fits-with-more-devices');
  expect(prediction.memory.deviceCount).toBeGreaterThan(25);
  expect(prediction.limit).toBe('capacity');
});

test('training jobs have a training step and embeddings have no decode', () => {
  const training = predict(rtx4090, workload('llama-3.2-1b--bf16--full-fine-tuning'));
  expect(training.trainingStep?.throughputTokensPerSecond.value).toBeGreaterThan(0);
  expect(training.decode).toBeUndefined();
  expect(predict(rtx4090, workload('qwen3-0.6b--f16--embedding')).decode).toBeUndefined();
});
