import { defineJob } from '@ridgeline/roofline/jobs/define-job';
import { defineModel, type Model } from '@ridgeline/roofline/models/define-model';
import { totalParameters } from '@ridgeline/roofline/models/parameters';
import { findQuantization } from '@ridgeline/roofline/quantizations/quantizations';
import { makeWorkload, type Workload } from '@ridgeline/roofline/workload';
import { headSizeOf, type ModelShape } from './model-shape.ts';
import { findWeightFormat, type WeightFormatId } from './weight-formats.ts';

/** The synthetic model as the predictor describes models. */
export function syntheticModel(shape: ModelShape): Model {
  const model = {
    id: 'synthetic-llama',
    title: 'Synthetic llama',
    publishedParameters: 0,
    layers: shape.layers,
    hiddenSize: shape.hiddenSize,
    feedForwardSize: shape.feedForwardSize,
    vocabularySize: shape.vocabularySize,
    isEmbeddingTied: false,
    attention: {
      kind: 'grouped-query',
      heads: shape.heads,
      keyValueHeads: shape.keyValueHeads,
      headSize: headSizeOf(shape),
    },
    maximumContextTokens: shape.contextTokens,
    aliases: [],
    source: 'written by ridgeline with random weights',
  } as const satisfies Model;
  return defineModel({ ...model, publishedParameters: totalParameters(model) });
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
  const bits = (8 * blockBytes) / blockWeights;
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
  const uniform = { attention: bits, feedForward: bits, embedding: bits, output: bits };
  return makeWorkload(syntheticModel(shape), { ...published, bits: uniform }, job);
}
