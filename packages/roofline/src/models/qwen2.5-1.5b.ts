import { defineModel, type Model } from './define-model.ts';

/** Qwen2.5 1.5B: architecture from its published configuration. */
export const qwen2515b: Model = defineModel({
  id: 'qwen2.5-1.5b',
  title: 'Qwen2.5 1.5B',
  publishedParameters: 1544000000.0,
  layers: 28,
  hiddenSize: 1536,
  feedForwardSize: 8960,
  vocabularySize: 151936,
  isEmbeddingTied: true,
  attention: { kind: 'grouped-query', heads: 12, keyValueHeads: 2, headSize: 128 },
  maximumContextTokens: 32768,
  aliases: ['qwen 2.5 1.5b', 'deepseek r1 1.5b'],
  source: 'https://huggingface.co/Qwen/Qwen2.5-1.5B/blob/main/config.json',
});
