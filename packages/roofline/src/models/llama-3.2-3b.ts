import { defineModel, type Model } from './define-model.ts';

/** Llama 3.2 3B: architecture from its published configuration. */
export const llama323b: Model = defineModel({
  id: 'llama-3.2-3b',
  title: 'Llama 3.2 3B',
  publishedParameters: 3213000000.0,
  layers: 28,
  hiddenSize: 3072,
  feedForwardSize: 8192,
  vocabularySize: 128256,
  isEmbeddingTied: true,
  attention: { kind: 'grouped-query', heads: 24, keyValueHeads: 8, headSize: 128 },
  maximumContextTokens: 131072,
  aliases: ['llama 3.2 3b'],
  source: 'https://huggingface.co/meta-llama/Llama-3.2-3B/blob/main/config.json',
});
