import { defineModel, type Model } from './define-model.ts';

/** Llama 2 7B: architecture from its published configuration. */
export const llama27b: Model = defineModel({
  id: 'llama-2-7b',
  title: 'Llama 2 7B',
  publishedParameters: 6738000000.0,
  layers: 32,
  hiddenSize: 4096,
  feedForwardSize: 11008,
  vocabularySize: 32000,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 32, keyValueHeads: 32, headSize: 128 },
  maximumContextTokens: 4096,
  aliases: ['llama 2 7b', 'llama-2-7b', 'llama 7b', 'llama-7b'],
  source: 'https://huggingface.co/meta-llama/Llama-2-7b-hf/blob/main/config.json',
});
