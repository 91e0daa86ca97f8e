import { defineModel, type Model } from './define-model.ts';

/** Gemma 3 1B: architecture from its published configuration. */
export const gemma31b: Model = defineModel({
  id: 'gemma-3-1b',
  title: 'Gemma 3 1B',
  publishedParameters: 1000000000.0,
  layers: 26,
  hiddenSize: 1152,
  feedForwardSize: 6912,
  vocabularySize: 262144,
  isEmbeddingTied: true,
  attention: {
    kind: 'grouped-query',
    heads: 4,
    keyValueHeads: 1,
    headSize: 256,
    sliding: { layers: 22, windowTokens: 512 },
  },
  maximumContextTokens: 32768,
  aliases: ['gemma 3 1b'],
  source: 'https://huggingface.co/google/gemma-3-1b-it/blob/main/config.json',
});
