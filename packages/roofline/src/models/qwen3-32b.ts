import { defineModel, type Model } from './define-model.ts';

/** Qwen3 32B: architecture from its published configuration. */
export const qwen332b: Model = defineModel({
  id: 'qwen3-32b',
  title: 'Qwen3 32B',
  publishedParameters: 32762000000.0,
  layers: 64,
  hiddenSize: 5120,
  feedForwardSize: 25600,
  vocabularySize: 151936,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 64, keyValueHeads: 8, headSize: 128 },
  maximumContextTokens: 40960,
  aliases: ['qwen 3 32b'],
  source: 'https://huggingface.co/Qwen/Qwen3-32B/blob/main/config.json',
});
