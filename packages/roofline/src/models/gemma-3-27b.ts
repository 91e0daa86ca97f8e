import { defineModel, type Model } from './define-model.ts';

/** Gemma 3 27B: architecture from its published configuration. */
export const gemma327b: Model = defineModel({
  id: 'gemma-3-27b',
  title: 'Gemma 3 27B',
  publishedParameters: 27010000000.0,
  layers: 62,
  hiddenSize: 5376,
  feedForwardSize: 21504,
  vocabularySize: 262208,
  isEmbeddingTied: true,
  attention: {
    kind: 'grouped-query',
    heads: 32,
    keyValueHeads: 16,
    headSize: 128,
    sliding: { layers: 52, windowTokens: 1024 },
  },
  maximumContextTokens: 131072,
  aliases: ['gemma 3 27b'],
  source: 'https://huggingface.co/google/gemma-3-27b-it/blob/main/config.json',
});
