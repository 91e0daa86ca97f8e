import { defineModel, type Model } from './define-model.ts';

/** Qwen2.5 32B: architecture from its published configuration. */
export const qwen2532b: Model = defineModel({
  id: 'qwen2.5-32b',
  title: 'Qwen2.5 32B',
  publishedParameters: 32760000000.0,
  layers: 64,
  hiddenSize: 5120,
  feedForwardSize: 27648,
  vocabularySize: 152064,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 40, keyValueHeads: 8, headSize: 128 },
  maximumContextTokens: 32768,
  aliases: ['qwen 2.5 32b', 'deepseek r1 32b', 'qwq 32b'],
  source: 'https://huggingface.co/Qwen/Qwen2.5-32B/blob/main/config.json',
});
