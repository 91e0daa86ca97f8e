import { defineModel, type Model } from './define-model.ts';

/** Mixtral 8x22B: architecture from its published configuration. */
export const mixtral8x22b: Model = defineModel({
  id: 'mixtral-8x22b',
  title: 'Mixtral 8x22B',
  publishedParameters: 140620000000.0,
  layers: 56,
  hiddenSize: 6144,
  feedForwardSize: 16384,
  vocabularySize: 32000,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 48, keyValueHeads: 8, headSize: 128 },
  experts: { layers: 56, count: 8, perToken: 2, shared: 0, feedForwardSize: 16384 },
  maximumContextTokens: 65536,
  aliases: ['mixtral 8x22b'],
  source: 'https://huggingface.co/mistralai/Mixtral-8x22B-v0.1/blob/main/config.json',
});
