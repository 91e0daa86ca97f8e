import { defineModel, type Model } from './define-model.ts';

/** Llama 3.1 405B: architecture from its published configuration. */
export const llama31405b: Model = defineModel({
  id: 'llama-3.1-405b',
  title: 'Llama 3.1 405B',
  publishedParameters: 405850000000.0,
  layers: 126,
  hiddenSize: 16384,
  feedForwardSize: 53248,
  vocabularySize: 128256,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 128, keyValueHeads: 8, headSize: 128 },
  maximumContextTokens: 131072,
  aliases: ['llama 3.1 405b', 'llama 405b'],
  source: 'https://huggingface.co/meta-llama/Llama-3.1-405B/blob/main/config.json',
});
