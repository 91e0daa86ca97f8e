import { expect, test } from 'vitest';
import { summarizePhase } from './summarize-phase.ts';

const sample = (throughputTokensPerSecond: number, otherCpuRatio: number) => ({
  throughputTokensPerSecond,
  otherCpuRatio,
});

test('samples that other programs disturbed are kept and do not count', () => {
  const samples = [sample(30, 0.01), sample(3, 0.9), sample(32, 0.1), sample(4, 1.5)];
  expect(summarizePhase(128, samples)).toEqual({
    tokens: 128,
    throughputTokensPerSecond: { median: 31, min: 30, max: 32 },
    isContended: false,
    samples,
  });
});

test('with fewer than two samples left alone all count, and it is said', () => {
  const samples = [sample(30, 0.01), sample(10, 0.9), sample(20, 0.9)];
  expect(summarizePhase(128, samples)).toMatchObject({
    throughputTokensPerSecond: { median: 20, min: 10, max: 30 },
    isContended: true,
  });
});
