import { defineModel, type Model } from './define-model.ts';

/** gpt-oss 120B: architecture from its published configuration. */
export const gptOss120b: Model = defineModel({
  id: 'gpt-oss-120b',
  title: 'gpt-oss 120B',
  publishedParameters: 116830000000.0,
  layers: 36,
  hiddenSize: 2880,
  feedForwardSize: 2880,
  vocabularySize: 201088,
  isEmbeddingTied: false,
  attention: {
    kind: 'grouped-query',
    heads: 64,
    keyValueHeads: 8,
    headSize: 64,
    sliding: { layers: 18, windowTokens: 128 },
  },
  experts: { layers: 36, count: 128, perToken: 4, shared: 0, feedForwardSize: 2880 },
  maximumContextTokens: 131072,
  aliases: ['gpt oss 120b'],
  source: 'https://huggingface.co/openai/gpt-oss-120b/blob/main/config.json',
});
