import { defineModel, type Model } from './define-model.ts';

/** Llama 3.2 1B: architecture from its published configuration. */
export const llama321b: Model = defineModel({
  id: 'llama-3.2-1b',
  title: 'Llama 3.2 1B',
  publishedParameters: 1236000000.0,
  layers: 16,
  hiddenSize: 2048,
  feedForwardSize: 8192,
  vocabularySize: 128256,
  isEmbeddingTied: true,
  attention: { kind: 'grouped-query', heads: 32, keyValueHeads: 8, headSize: 64 },
  maximumContextTokens: 131072,
  aliases: ['llama 3.2 1b'],
  source: 'https://huggingface.co/meta-llama/Llama-3.2-1B/blob/main/config.json',
});
