import type { Machine } from '@ridgeline/roofline/machine';
import { expect, test } from 'vitest';
import { compareWithPrediction } from './compare-with-prediction.ts';
import type { LlmMeasurement, LlmPhase } from './llm-result.ts';
import { defaultShape } from './model-shape.ts';
import { summarizePhase } from './summarize-phase.ts';

const machine: Machine = {
  kind: 'cpu',
  basis: 'measured',
  memoryBytes: 16e9,
  bandwidthBytesPerSecond: 35e9,
  computeFlopsPerSecond: { f32: 98e9 },
  matvecBytesPerSecond: { f32: 27e9, f16: 25e9, q8_0: 26e9, q4_0: 27e9 },
};

function phaseAt(tokens: number, rate: number): LlmPhase {
  const sample = { throughputTokensPerSecond: rate, otherCpuRatio: 0 };
  return summarizePhase(tokens, [sample, sample]);
}

function measurementAt(prefillRate: number, decodeRate: number): LlmMeasurement {
  return {
    outcome: 'ok',
    softwarePath: {
      runtime: 'node-llama-cpp',
      version: '3.22.1',
      release: 'v0.5.0',
      compute: 'cpu',
      gpuNames: [],
      threads: 2,
      systemFeatures: '',
    },
    shape: defaultShape,
    quantization: 'q8_0',
    parameters: 641_728_512,
    decodeWeightBytes: 664e6,
    fileBytes: 682e6,
    prefill: phaseAt(512, prefillRate),
    decode: phaseAt(128, decodeRate),
  };
}

test('a phase that ran as predicted has the ratio 1 and lies inside the interval', () => {
  const [prefill, decode] = compareWithPrediction(measurementAt(1, 1), machine);
  if (!prefill || !decode) throw new Error('a phase was not predicted');
  const again = compareWithPrediction(
    measurementAt(prefill.predictedTokensPerSecond, decode.predictedTokensPerSecond),
    machine,
  );
  for (const phase of again) {
    expect(phase.measuredToPredictedRatio).toBeCloseTo(1, 12);
    expect(phase.isInsideInterval).toBe(true);
  }
});

test('a machine that wrote faster than it can read its weights is outside every prediction', () => {
  // 35 GB/s read the 664 MB of weights 52 times a second at the very most.
  const [, decode] = compareWithPrediction(measurementAt(100, 500), machine);
  expect(decode?.predictedTokensPerSecond).toBeLessThan(35e9 / 627e6);
  expect(decode?.measuredToPredictedRatio).toBeGreaterThan(8);
  expect(decode?.isInsideInterval).toBe(false);
});
