import { defineModel, type Model } from './define-model.ts';

/** Llama 2 70B: architecture from its published configuration. */
export const llama270b: Model = defineModel({
  id: 'llama-2-70b',
  title: 'Llama 2 70B',
  publishedParameters: 68977000000.0,
  layers: 80,
  hiddenSize: 8192,
  feedForwardSize: 28672,
  vocabularySize: 32000,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 64, keyValueHeads: 8, headSize: 128 },
  maximumContextTokens: 4096,
  aliases: ['llama 2 70b'],
  source: 'https://huggingface.co/meta-llama/Llama-2-70b-hf/blob/main/config.json',
});
