import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { predictCase } from '../../scripts/predict-case.ts';
import { throughputCases } from '../../scripts/throughput-case.ts';
import { readThroughputRows } from '../../scripts/throughput-rows.ts';
import { defaultCalibration } from './default-calibration.ts';

const folder = mkdtempSync(join(tmpdir(), 'ridgeline-results-'));
afterAll(() => rmSync(folder, { recursive: true }));

const head =
  'device,chip,vendor,kind,backend,model,quantization,prompt_tokens,generated_tokens,prefill_tokens_per_second,decode_tokens_per_second,memory_bandwidth_bytes_per_second,memory_bytes,f16_flops_per_second,f32_flops_per_second,source';

function read(...lines: readonly string[]): ReturnType<typeof throughputCases> {
  const path = join(folder, 'results.csv');
  writeFileSync(path, [head, ...lines].join('\n'));
  return throughputCases(readThroughputRows(path));
}

const row = (
  cells: Partial<Record<'vendor' | 'backend' | 'model' | 'format' | 'decode' | 'rate', string>>,
): string =>
  [
    'New Chip 9,new chip 9',
    cells.vendor ?? 'NVIDIA',
    'GPU',
    cells.backend ?? 'CUDA',
    cells.model ?? 'llama 2 7B',
    cells.format ?? 'Q4_0',
    `512,128,,${cells.decode ?? '100'}`,
    cells.rate ?? '1e12',
    '24e9,,4e13,somewhere',
  ].join(',');

/** High over low of the decode interval: how sure the prediction is. */
function spread(line: string): number {
  const [item] = read(line).cases;
  const rate = item && predictCase(item, defaultCalibration);
  if (rate === undefined) throw new Error('the row can be predicted');
  return rate.interval.high / rate.interval.low;
}

test('what was never seen is predicted with a wider interval, not with silence', () => {
  const seen = spread(row({}));
  for (const format of ['Q5_K_M', 'IQ4_XS', 'BF16', 'MXFP4', 'fp8', 'Q3_K_M', 'AWQ']) {
    expect([format, spread(row({ format })) > seen]).toEqual([format, true]);
  }
  expect(spread(row({ backend: 'MUSA' }))).toBeGreaterThan(seen);
  expect(spread(row({ vendor: 'Moore Threads', backend: 'MUSA' }))).toBeGreaterThan(seen);
  // Other spellings of the same are the same.
  expect(spread(row({ vendor: 'nvidia corporation', backend: 'llama.cpp CUDA' }))).toBe(seen);
});

test('a cell that holds no figure is named with its line, and the rest of the row still counts', () => {
  const { cases, unpredicted } = read(
    row({ decode: '12.3 ± 0.1' }),
    row({ decode: '-5' }),
    row({ rate: '936' }),
    row({ rate: '' }),
    row({ decode: '' }),
    row({ model: 'Mystery' }),
    row({ format: 'Q99' }),
    row({}),
  );
  expect(cases).toHaveLength(1);
  expect(unpredicted.map(({ row: { line }, reason }) => `${line}: ${reason}`)).toEqual([
    '2: no plausible figure: decode_tokens_per_second "12.3 ± 0.1"',
    '3: no plausible figure: decode_tokens_per_second "-5"',
    '4: no plausible figure: memory_bandwidth_bytes_per_second "936"',
    '5: missing memory bandwidth',
    '6: no measured rate',
    '7: unknown model "Mystery"',
    '8: unknown quantization "Q99"',
  ]);
});

test('runtimes with kernels of their own are judged apart from llama.cpp', () => {
  const { cases } = read(row({ backend: 'vLLM 0.9' }), row({ backend: 'SYCL' }));
  expect(cases.map(({ scope }) => scope)).toEqual(['other', 'single']);
});

test('a file that is no such CSV is refused with its line', () => {
  expect(() => read('RTX "4090,4090,NVIDIA')).toThrow(
    /results\.csv, line 2: Invalid Opening Quote/,
  );
  const path = join(folder, 'results.csv');
  writeFileSync(path, 'device;decode\nRTX 4090;100\n');
  expect(() => readThroughputRows(path)).toThrow(/line 1: lacks the column\(s\) device, vendor/);
});
