import { defineModel, type Model } from './define-model.ts';

/** Qwen3 30B-A3B: architecture from its published configuration. */
export const qwen330bA3b: Model = defineModel({
  id: 'qwen3-30b-a3b',
  title: 'Qwen3 30B-A3B',
  publishedParameters: 30532000000.0,
  layers: 48,
  hiddenSize: 2048,
  feedForwardSize: 6144,
  vocabularySize: 151936,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 32, keyValueHeads: 4, headSize: 128 },
  experts: { layers: 48, count: 128, perToken: 8, shared: 0, feedForwardSize: 768 },
  maximumContextTokens: 40960,
  aliases: ['qwen 3 30b a3b', 'qwen 3 30b', 'qwen 3 coder 30b'],
  source: 'https://huggingface.co/Qwen/Qwen3-30B-A3B/blob/main/config.json',
});
