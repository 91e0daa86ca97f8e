import { defineModel, type Model } from './define-model.ts';

/** Llama 2 13B: architecture from its published configuration. */
export const llama213b: Model = defineModel({
  id: 'llama-2-13b',
  title: 'Llama 2 13B',
  publishedParameters: 13016000000.0,
  layers: 40,
  hiddenSize: 5120,
  feedForwardSize: 13824,
  vocabularySize: 32000,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 40, keyValueHeads: 40, headSize: 128 },
  maximumContextTokens: 4096,
  aliases: ['llama 2 13b', 'llama 13b'],
  source: 'https://huggingface.co/meta-llama/Llama-2-13b-hf/blob/main/config.json',
});
