import { defineModel, type Model } from './define-model.ts';

/** Llama 3.1 70B: architecture from its published configuration. */
export const llama3170b: Model = defineModel({
  id: 'llama-3.1-70b',
  title: 'Llama 3.1 70B',
  publishedParameters: 70554000000.0,
  layers: 80,
  hiddenSize: 8192,
  feedForwardSize: 28672,
  vocabularySize: 128256,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 64, keyValueHeads: 8, headSize: 128 },
  maximumContextTokens: 131072,
  aliases: ['llama 3.1 70b', 'llama 3 70b', 'llama 3.3 70b', 'llama 70b', 'deepseek r1 70b'],
  source: 'https://huggingface.co/meta-llama/Llama-3.1-70B/blob/main/config.json',
});
