import { defineModel, type Model } from './define-model.ts';

/** Qwen3 1.7B: architecture from its published configuration. */
export const qwen317b: Model = defineModel({
  id: 'qwen3-1.7b',
  title: 'Qwen3 1.7B',
  publishedParameters: 1721000000.0,
  layers: 28,
  hiddenSize: 2048,
  feedForwardSize: 6144,
  vocabularySize: 151936,
  isEmbeddingTied: true,
  attention: { kind: 'grouped-query', heads: 16, keyValueHeads: 8, headSize: 128 },
  maximumContextTokens: 40960,
  aliases: ['qwen 3 1.7b'],
  source: 'https://huggingface.co/Qwen/Qwen3-1.7B/blob/main/config.json',
});
