import { defineModel, type Model } from './define-model.ts';

/** Qwen3 8B: architecture from its published configuration. */
export const qwen38b: Model = defineModel({
  id: 'qwen3-8b',
  title: 'Qwen3 8B',
  publishedParameters: 8191000000.0,
  layers: 36,
  hiddenSize: 4096,
  feedForwardSize: 12288,
  vocabularySize: 151936,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 32, keyValueHeads: 8, headSize: 128 },
  maximumContextTokens: 40960,
  aliases: ['qwen 3 8b'],
  source: 'https://huggingface.co/Qwen/Qwen3-8B/blob/main/config.json',
});
