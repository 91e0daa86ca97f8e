import { defineModel, type Model } from './define-model.ts';

/** Qwen2.5 7B: architecture from its published configuration. */
export const qwen257b: Model = defineModel({
  id: 'qwen2.5-7b',
  title: 'Qwen2.5 7B',
  publishedParameters: 7616000000.0,
  layers: 28,
  hiddenSize: 3584,
  feedForwardSize: 18944,
  vocabularySize: 152064,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 28, keyValueHeads: 4, headSize: 128 },
  maximumContextTokens: 32768,
  aliases: ['qwen 2.5 7b', 'deepseek r1 7b'],
  source: 'https://huggingface.co/Qwen/Qwen2.5-7B/blob/main/config.json',
});
