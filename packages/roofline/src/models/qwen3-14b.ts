import { defineModel, type Model } from './define-model.ts';

/** Qwen3 14B: architecture from its published configuration. */
export const qwen314b: Model = defineModel({
  id: 'qwen3-14b',
  title: 'Qwen3 14B',
  publishedParameters: 14768000000.0,
  layers: 40,
  hiddenSize: 5120,
  feedForwardSize: 17408,
  vocabularySize: 151936,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 40, keyValueHeads: 8, headSize: 128 },
  maximumContextTokens: 40960,
  aliases: ['qwen 3 14b'],
  source: 'https://huggingface.co/Qwen/Qwen3-14B/blob/main/config.json',
});
