import { defineModel, type Model } from './define-model.ts';

/** Gemma 3 12B: architecture from its published configuration. */
export const gemma312b: Model = defineModel({
  id: 'gemma-3-12b',
  title: 'Gemma 3 12B',
  publishedParameters: 11770000000.0,
  layers: 48,
  hiddenSize: 3840,
  feedForwardSize: 15360,
  vocabularySize: 262208,
  isEmbeddingTied: true,
  attention: {
    kind: 'grouped-query',
    heads: 16,
    keyValueHeads: 8,
    headSize: 256,
    sliding: { layers: 40, windowTokens: 1024 },
  },
  maximumContextTokens: 131072,
  aliases: ['gemma 3 12b'],
  source: 'https://huggingface.co/google/gemma-3-12b-it/blob/main/config.json',
});
