import { defineModel, type Model } from './define-model.ts';

/** Mistral 7B v0.3: architecture from its published configuration. */
export const mistral7b: Model = defineModel({
  id: 'mistral-7b',
  title: 'Mistral 7B v0.3',
  publishedParameters: 7248000000.0,
  layers: 32,
  hiddenSize: 4096,
  feedForwardSize: 14336,
  vocabularySize: 32768,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 32, keyValueHeads: 8, headSize: 128 },
  maximumContextTokens: 32768,
  aliases: ['mistral 7b'],
  source: 'https://huggingface.co/mistralai/Mistral-7B-v0.3/blob/main/config.json',
});
