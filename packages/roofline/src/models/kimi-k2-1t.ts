import { defineModel, type Model } from './define-model.ts';

/** Kimi K2 1T: architecture from its published configuration. */
export const kimiK21t: Model = defineModel({
  id: 'kimi-k2-1t',
  title: 'Kimi K2 1T',
  publishedParameters: 1026000000000.0,
  layers: 61,
  hiddenSize: 7168,
  feedForwardSize: 18432,
  vocabularySize: 163840,
  isEmbeddingTied: false,
  attention: {
    kind: 'latent',
    heads: 64,
    queryRank: 1536,
    keyValueRank: 512,
    ropeHeadSize: 64,
    plainHeadSize: 128,
    valueHeadSize: 128,
  },
  experts: { layers: 60, count: 384, perToken: 8, shared: 1, feedForwardSize: 2048 },
  maximumContextTokens: 131072,
  aliases: ['kimi k2', 'kimi k2 1t'],
  source: 'https://huggingface.co/moonshotai/Kimi-K2-Instruct/blob/main/config.json',
});
