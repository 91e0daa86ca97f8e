import { defineModel, type Model } from './define-model.ts';

/** Mistral Small 3 24B: architecture from its published configuration. */
export const mistralSmall24b: Model = defineModel({
  id: 'mistral-small-24b',
  title: 'Mistral Small 3 24B',
  publishedParameters: 23572000000.0,
  layers: 40,
  hiddenSize: 5120,
  feedForwardSize: 32768,
  vocabularySize: 131072,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 32, keyValueHeads: 8, headSize: 128 },
  maximumContextTokens: 32768,
  aliases: ['mistral small 24b', 'mistral small 3 24b', 'mistral small'],
  source: 'https://huggingface.co/mistralai/Mistral-Small-24B-Base-2501/blob/main/config.json',
});
