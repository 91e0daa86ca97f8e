import { median } from '@ridgeline/statistics/quantile';
import type { LlmPhase, LlmSample } from './llm-result.ts';

/**
 * Other programs that use less of one CPU than this leave a sample alone. Threads that wait for each
 * other at every layer lose far more than the share that is taken from one of them.
 */
export const quietCpuRatio = 0.15;

/** Samples without which there is no spread to see. */
export const fewestSamples = 2;

/** The figures of a phase, from the samples that other programs left alone where there are enough. */
export function summarizePhase(tokens: number, samples: readonly LlmSample[]): LlmPhase {
  const quiet = samples.filter(({ otherCpuRatio }) => otherCpuRatio < quietCpuRatio);
  const isContended = quiet.length < fewestSamples;
  const used = (isContended ? samples : quiet).map((each) => each.throughputTokensPerSecond);
  const throughputTokensPerSecond = {
    median: median(used),
    min: Math.min(...used),
    max: Math.max(...used),
  };
  return { tokens, throughputTokensPerSecond, isContended, samples };
}
