import { defineModel, type Model } from './define-model.ts';

/** Qwen3 4B: architecture from its published configuration. */
export const qwen34b: Model = defineModel({
  id: 'qwen3-4b',
  title: 'Qwen3 4B',
  publishedParameters: 4022000000.0,
  layers: 36,
  hiddenSize: 2560,
  feedForwardSize: 9728,
  vocabularySize: 151936,
  isEmbeddingTied: true,
  attention: { kind: 'grouped-query', heads: 32, keyValueHeads: 8, headSize: 128 },
  maximumContextTokens: 40960,
  aliases: ['qwen 3 4b'],
  source: 'https://huggingface.co/Qwen/Qwen3-4B/blob/main/config.json',
});
