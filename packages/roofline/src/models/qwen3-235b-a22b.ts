import { defineModel, type Model } from './define-model.ts';

/** Qwen3 235B-A22B: architecture from its published configuration. */
export const qwen3235bA22b: Model = defineModel({
  id: 'qwen3-235b-a22b',
  title: 'Qwen3 235B-A22B',
  publishedParameters: 235094000000.0,
  layers: 94,
  hiddenSize: 4096,
  feedForwardSize: 12288,
  vocabularySize: 151936,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 64, keyValueHeads: 4, headSize: 128 },
  experts: { layers: 94, count: 128, perToken: 8, shared: 0, feedForwardSize: 1536 },
  maximumContextTokens: 40960,
  aliases: ['qwen 3 235b a22b', 'qwen 3 235b'],
  source: 'https://huggingface.co/Qwen/Qwen3-235B-A22B/blob/main/config.json',
});
