import { defineModel, type Model } from './define-model.ts';

/** Qwen3 0.6B: architecture from its published configuration. */
export const qwen306b: Model = defineModel({
  id: 'qwen3-0.6b',
  title: 'Qwen3 0.6B',
  publishedParameters: 596000000.0,
  layers: 28,
  hiddenSize: 1024,
  feedForwardSize: 3072,
  vocabularySize: 151936,
  isEmbeddingTied: true,
  attention: { kind: 'grouped-query', heads: 16, keyValueHeads: 8, headSize: 128 },
  maximumContextTokens: 40960,
  aliases: ['qwen 3 0.6b'],
  source: 'https://huggingface.co/Qwen/Qwen3-0.6B/blob/main/config.json',
});
