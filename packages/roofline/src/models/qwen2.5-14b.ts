import { defineModel, type Model } from './define-model.ts';

/** Qwen2.5 14B: architecture from its published configuration. */
export const qwen2514b: Model = defineModel({
  id: 'qwen2.5-14b',
  title: 'Qwen2.5 14B',
  publishedParameters: 14770000000.0,
  layers: 48,
  hiddenSize: 5120,
  feedForwardSize: 13824,
  vocabularySize: 152064,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 40, keyValueHeads: 8, headSize: 128 },
  maximumContextTokens: 32768,
  aliases: ['qwen 2.5 14b', 'deepseek r1 14b', 'deepseek-r1-distill-qwen-14b'],
  source: 'https://huggingface.co/Qwen/Qwen2.5-14B/blob/main/config.json',
});
