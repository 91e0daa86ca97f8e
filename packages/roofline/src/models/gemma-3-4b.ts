import { defineModel, type Model } from './define-model.ts';

/** Gemma 3 4B: architecture from its published configuration. */
export const gemma34b: Model = defineModel({
  id: 'gemma-3-4b',
  title: 'Gemma 3 4B',
  publishedParameters: 3880000000.0,
  layers: 34,
  hiddenSize: 2560,
  feedForwardSize: 10240,
  vocabularySize: 262208,
  isEmbeddingTied: true,
  attention: {
    kind: 'grouped-query',
    heads: 8,
    keyValueHeads: 4,
    headSize: 256,
    sliding: { layers: 29, windowTokens: 1024 },
  },
  maximumContextTokens: 131072,
  aliases: ['gemma 3 4b'],
  source: 'https://huggingface.co/google/gemma-3-4b-it/blob/main/config.json',
});
