import { expect, test } from 'vitest';
import type { Machine } from './machine.ts';
import { predict } from './predict.ts';
import { parseWorkloadId } from './workload.ts';

const gpu = (
  vendor: string,
  memoryBytes: number,
  bandwidthBytesPerSecond: number,
  computeFlopsPerSecond: Machine['computeFlopsPerSecond'],
  architecture: string,
): Machine => ({
  kind: 'gpu',
  vendor,
  basis: 'spec',
  memoryBytes,
  bandwidthBytesPerSecond,
  computeFlopsPerSecond,
  architecture,
});

const machines: Readonly<Record<string, Machine>> = {
  'RTX 4090 (spec)': gpu(
    'NVIDIA',
    24e9,
    1.008e12,
    { f32: 82.6e12, f16: 165e12, int8: 661e12 },
    'ada',
  ),
  'GTX 1080 Ti (spec)': gpu('NVIDIA', 11e9, 484e9, { f32: 12.1e12, int8: 48e12 }, 'pascal'),
  'H100 SXM (spec)': gpu(
    'NVIDIA',
    80e9,
    3.35e12,
    { f32: 66.9e12, f16: 990e12, int8: 1980e12 },
    'hopper',
  ),
  'RX 7900 XTX (spec)': gpu(
    'AMD',
    24e9,
    960e9,
    { f32: 61.4e12, f16: 123e12, int8: 123e12 },
    'rdna3',
  ),
  'M2 Max, 38 cores (spec)': gpu('Apple', 64e9, 400e9, { f32: 13.6e12, f16: 13.6e12 }, 'apple-m2'),
  'unheard-of vendor (spec)': gpu('Nobody', 16e9, 300e9, { f32: 10e12 }, 'unheard-of'),
  'RTX 4090 (measured, portable kernels)': {
    kind: 'gpu',
    vendor: 'NVIDIA',
    basis: 'measured',
    memoryBytes: 24e9,
    bandwidthBytesPerSecond: 921e9,
    computeFlopsPerSecond: { f32: 25e12, f16: 30e12 },
    matvecBytesPerSecond: { f32: 850e9, q8_0: 700e9, q4_0: 600e9 },
    architecture: 'ada',
  },
  'two cores (measured)': {
    kind: 'cpu',
    vendor: 'AMD',
    basis: 'measured',
    memoryBytes: 16e9,
    bandwidthBytesPerSecond: 35e9,
    computeFlopsPerSecond: { f32: 150e9 },
    matvecBytesPerSecond: { f32: 28e9, q8_0: 22e9, q4_0: 16e9 },
  },
};
const workloadIds = [
  'llama-3.2-1b--q8_0--chat',
  'llama-3.1-8b--q4_k_m--chat',
  'llama-3.1-8b--q4_k_m--batch-serving',
  'llama-3.1-8b--bf16--lora',
  'gpt-oss-20b--mxfp4--agentic',
  'gemma-3-27b--q4_0--long-context',
  'llama-3.1-70b--q4_k_m--chat',
  'kimi-k2-1t--q4_k_m--chat',
];

const rate = (value: number | undefined): string =>
  value === undefined ? '–' : value.toPrecision(4);

function line(name: string, machine: Machine, id: string): string {
  const workload = parseWorkloadId(id);
  if (workload === undefined) throw new Error(`no workload ${id}`);
  const { memory, prefill, decode, trainingStep, timeToFirstTokenSeconds, limit } = predict(
    machine,
    workload,
  );
  const shown = decode ?? trainingStep;
  return [
    name,
    id,
    `${memory.fit} ${memory.deviceCount ?? ''}`.trim(),
    `${(memory.requiredBytes / 1e9).toFixed(1)} GB`,
    rate(prefill?.throughputTokensPerSecond.value),
    rate(shown?.throughputTokensPerSecond.value),
    rate(shown?.throughputTokensPerSecond.interval.low),
    rate(timeToFirstTokenSeconds?.value),
    limit,
  ].join(' | ');
}

test('predictions change only together with this table', async () => {
  const head =
    'machine | workload | fit, devices | memory | prefill tokens/s | decode or training tokens/s | low | first token s | limit';
  const lines = Object.entries(machines).flatMap(([name, machine]) =>
    workloadIds.map((id) => line(name, machine, id)),
  );
  await expect(`${[head, ...lines].join('\n')}\n`).toMatchFileSnapshot('./golden/predictions.txt');
});
