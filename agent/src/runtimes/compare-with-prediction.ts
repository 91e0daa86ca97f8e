import type { Machine } from '@ridgeline/roofline/machine';
import { predict } from '@ridgeline/roofline/predict';
import type { PhasePrediction } from '@ridgeline/roofline/prediction';
import type { LlmMeasurement, LlmPhase } from './llm-result.ts';
import { syntheticWorkload } from './synthetic-workload.ts';

/** One phase, measured by the clock and predicted from the machine's peaks. */
export interface PhaseComparison {
  readonly phase: 'prefill' | 'decode';
  readonly measuredTokensPerSecond: number;
  readonly predictedTokensPerSecond: number;
  readonly predictedInterval: { readonly low: number; readonly high: number };
  /** Measured / predicted: 1 is a perfect prediction, below 1 a prediction that was too high. */
  readonly measuredToPredictedRatio: number;
  readonly isInsideInterval: boolean;
  readonly limit: PhasePrediction['limit'];
}

function compare(
  phase: PhaseComparison['phase'],
  measured: LlmPhase,
  prediction: PhasePrediction | undefined,
): PhaseComparison[] {
  if (prediction === undefined) return [];
  const { value, interval } = prediction.throughputTokensPerSecond;
  const { median } = measured.throughputTokensPerSecond;
  return [
    {
      phase,
      measuredTokensPerSecond: median,
      predictedTokensPerSecond: value,
      predictedInterval: { low: interval.low, high: interval.high },
      measuredToPredictedRatio: median / value,
      isInsideInterval: median >= interval.low && median <= interval.high,
      limit: prediction.limit,
    },
  ];
}

/** What the machine's own measurements predict for the model that just ran, beside what it did. */
export function compareWithPrediction(
  measurement: LlmMeasurement,
  machine: Machine,
): readonly PhaseComparison[] {
  const { shape, quantization, prefill, decode } = measurement;
  const workload = syntheticWorkload(shape, quantization, prefill.tokens, decode.tokens);
  const prediction = predict(machine, workload);
  return [
    ...compare('prefill', prefill, prediction.prefill),
    ...compare('decode', decode, prediction.decode),
  ];
}
