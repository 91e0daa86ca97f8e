import { expect, test } from 'vitest';
import { advise, type OfferedDevice } from './advise.ts';
import { compareTraining } from './compare-training.ts';
import { costPerMillionTokensUsd, hourlyCostUsd } from './cost-per-token.ts';
import { findModel } from './models/models.ts';
import { parseWorkloadId, type Workload } from './workload.ts';

function workload(id: string): Workload {
  const found = parseWorkloadId(id);
  if (found === undefined) throw new Error(`no workload ${id}`);
  return found;
}

const launch = (amountUsd: number) => [
  { amountUsd, per: 'device', asOf: '2024-01-31', source: 'launch price' } as const,
];
const large = {
  id: 'large',
  machine: {
    kind: 'gpu',
    vendor: 'NVIDIA',
    basis: 'spec',
    memoryBytes: 24e9,
    bandwidthBytesPerSecond: 1.008e12,
    computeFlopsPerSecond: { f32: 82.58e12, f16: 165e12, int8: 660e12 },
    architecture: 'ada',
    runtime: 'CUDA',
  },
  prices: launch(1599),
} satisfies OfferedDevice;
const small: OfferedDevice = {
  id: 'small',
  machine: {
    kind: 'gpu',
    vendor: 'NVIDIA',
    basis: 'spec',
    memoryBytes: 8e9,
    bandwidthBytesPerSecond: 272e9,
    computeFlopsPerSecond: { f32: 15.1e12, f16: 30.2e12, int8: 121e12 },
    architecture: 'ada',
    runtime: 'CUDA',
  },
  prices: launch(299),
};
const processor: OfferedDevice = {
  id: 'processor',
  machine: {
    kind: 'cpu',
    vendor: 'Intel',
    basis: 'spec',
    memoryBytes: 64e9,
    bandwidthBytesPerSecond: 90e9,
    computeFlopsPerSecond: { f32: 2.5e12 },
  },
  prices: launch(409),
};
const candidates = [large, small, processor];

test('the cheapest device that suffices comes first, not the fastest', () => {
  const { sufficient } = advise(candidates, workload('llama-3.1-8b--q4_k_m--chat'), {
    users: 1,
    tokensPerSecond: 20,
  });
  expect(sufficient.map(({ id }) => id)).toEqual(['small', 'large']);
  expect(sufficient[0]?.deviceCount).toBe(1);
  expect(sufficient[1]?.overProvision.speedRatio).toBeGreaterThan(5);
  expect(sufficient[0]?.reason).toMatch(
    /^One device holds the model and gives \d+(\.\d)? tokens\/s a user/,
  );
});

test('a processor is an answer where it suffices and nothing cheaper does', () => {
  const need = { users: 1, tokensPerSecond: 5 };
  const answer = advise([large, processor], workload('llama-3.1-8b--q4_k_m--chat'), need);
  expect(answer.sufficient[0]?.id).toBe('processor');
  // An embedding generates nothing, so there is no decode rate to promise.
  expect(
    advise(candidates, workload('qwen3-0.6b--f16--embedding'), need).refusedCounts['no-prediction'],
  ).toBe(3);
});

test('what does not suffice is counted by reason', () => {
  const need = { users: 1, tokensPerSecond: 20, maximumDeviceCount: 4 };
  const { sufficient, refusedCounts } = advise(
    candidates,
    workload('llama-3.1-70b--q4_k_m--chat'),
    need,
  );
  expect(sufficient.map(({ id }) => id)).toEqual(['large']);
  expect(sufficient[0]?.deviceCount).toBe(2);
  expect(refusedCounts).toEqual({
    'does-not-fit': 1,
    'too-slow': 1,
    'over-budget': 0,
    'no-prediction': 0,
  });
});

test('a budget refuses what costs more and what has no price', () => {
  const need = { users: 1, tokensPerSecond: 20, budgetUsd: 500 };
  const unpriced = { ...large, id: 'unpriced', prices: [] };
  const answer = advise([...candidates, unpriced], workload('llama-3.1-8b--q4_k_m--chat'), need);
  expect(answer.sufficient.map(({ id }) => id)).toEqual(['small']);
  expect(answer.refusedCounts['over-budget']).toBe(2);
});

test('many users get copies of the model when one batch is too slow for each', () => {
  const need = { users: 64, tokensPerSecond: 120 };
  const [first] = advise([large], workload('llama-3.1-8b--q4_k_m--chat'), need).sufficient;
  expect(first?.copies).toBeGreaterThan(1);
  expect(first?.tokensPerSecondPerUser).toBeGreaterThanOrEqual(120);
});

test('senseless needs are refused', () => {
  const job = workload('llama-3.1-8b--q4_k_m--chat');
  expect(() => advise(candidates, job, { users: 0, tokensPerSecond: 1 })).toThrow(/Users/);
  expect(() => advise(candidates, job, { users: 1, tokensPerSecond: 0 })).toThrow(/speed/);
});

test('costs are arithmetic that a person can check', () => {
  // 1599 USD over 3 years of 8766 hours, 360,000 tokens in each second one.
  expect(costPerMillionTokensUsd({ amountUsd: 1599, per: 'device' }, 100)).toBeCloseTo(0.3378, 4);
  expect(
    costPerMillionTokensUsd({ amountUsd: 2, per: 'hour', utilizationRatio: 0.5 }, 100),
  ).toBeCloseTo(11.11, 2);
  const powered = {
    amountUsd: 1,
    per: 'hour',
    deviceCount: 2,
    powerWatts: 500,
    electricityUsdPerKilowattHour: 0.3,
  } as const;
  expect(hourlyCostUsd(powered)).toBeCloseTo(2.3, 12);
});

test('training needs more memory than use, and each kind more than the one before', () => {
  const model = findModel('llama-3.1-8b');
  if (model === undefined) throw new Error('no model');
  const compared = compareTraining(large.machine, model);
  expect(compared.map(({ job }) => job.id)).toEqual([
    'chat',
    'lora',
    'full-fine-tuning',
    'pre-training-step',
  ]);
  const required = compared.map(({ prediction }) => prediction.memory.requiredBytes);
  expect(required).toEqual([...required].sort((a, b) => a - b));
  for (const { prediction } of compared.slice(1)) expect(prediction.trainingStep).toBeDefined();
});
