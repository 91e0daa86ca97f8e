import { defineModel, type Model } from './define-model.ts';

/** Mixtral 8x7B: architecture from its published configuration. */
export const mixtral8x7b: Model = defineModel({
  id: 'mixtral-8x7b',
  title: 'Mixtral 8x7B',
  publishedParameters: 46703000000.0,
  layers: 32,
  hiddenSize: 4096,
  feedForwardSize: 14336,
  vocabularySize: 32000,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 32, keyValueHeads: 8, headSize: 128 },
  experts: { layers: 32, count: 8, perToken: 2, shared: 0, feedForwardSize: 14336 },
  maximumContextTokens: 32768,
  aliases: ['mixtral 8x7b'],
  source: 'https://huggingface.co/mistralai/Mixtral-8x7B-v0.1/blob/main/config.json',
});
