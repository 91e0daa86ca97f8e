import { defineJob } from '@ridgeline/roofline/jobs/define-job';
import { defineModel, type Model } from '@ridgeline/roofline/models/define-model';
import { findQuantization } from '@ridgeline/roofline/quantizations/quantizations';
import { makeWorkload, type Workload } from '@ridgeline/roofline/workload';
import { headSizeOf, type ModelShape } from './model-shape.ts';
import { findWeightFormat, type WeightFormatId } from './weight-formats.ts';

/** The synthetic model as the predictor describes models. */
export function syntheticModel(shape: ModelShape): Model {
  return defineModel({
    id: 'synthetic-llama',
    title: 'Synthetic llama',
    layers: shape.layers,
    hiddenSize: shape.hiddenSize,
    vocabularySize: shape.vocabularySize,
    isEmbeddingTied: false,
    layerRuns: [
      {
        count: shape.layers,
        mixers: [
          {
            kind: 'attention',
            heads: shape.heads,
            keyValueHeads: shape.keyValueHeads,
            keySize: headSizeOf(shape),
            valueSize: headSizeOf(shape),
          },
        ],
        feedForward: { kind: 'dense', size: shape.feedForwardSize, matrices: 3 },
      },
    ],
    maximumContextTokens: shape.contextTokens,
    source: 'written by ridgeline with random weights',
  });
}

/** The synthetic model's run as a workload, so that it is predicted like any other. */
export function syntheticWorkload(
  shape: ModelShape,
  quantization: WeightFormatId,
  promptTokens: number,
  generatedTokens: number,
): Workload {
  const published = findQuantization(quantization);
  if (published === undefined) throw new RangeError(`No quantization "${quantization}".`);
  const { blockBytes, blockWeights } = findWeightFormat(quantization);
  const base = (8 * blockBytes) / blockWeights;
  const job = defineJob({
    id: 'synthetic',
    title: 'Prompt and answer',
    summary: 'One prompt is read and one answer written, to compare a prediction with a clock.',
    phase: 'inference',
    promptTokens,
    generatedTokens,
    contextTokens: shape.contextTokens,
    batchSize: 1,
  });
  // Published files store some matrices in a wider format than their name says; ours does not.
  return makeWorkload(syntheticModel(shape), { ...published, base, rules: [] }, job);
}
