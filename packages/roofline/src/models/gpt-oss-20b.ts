import { defineModel, type Model } from './define-model.ts';

/** gpt-oss 20B: architecture from its published configuration. */
export const gptOss20b: Model = defineModel({
  id: 'gpt-oss-20b',
  title: 'gpt-oss 20B',
  publishedParameters: 20910000000.0,
  layers: 24,
  hiddenSize: 2880,
  feedForwardSize: 2880,
  vocabularySize: 201088,
  isEmbeddingTied: false,
  attention: {
    kind: 'grouped-query',
    heads: 64,
    keyValueHeads: 8,
    headSize: 64,
    sliding: { layers: 12, windowTokens: 128 },
  },
  experts: { layers: 24, count: 32, perToken: 4, shared: 0, feedForwardSize: 2880 },
  maximumContextTokens: 131072,
  aliases: ['gpt oss 20b'],
  source: 'https://huggingface.co/openai/gpt-oss-20b/blob/main/config.json',
});
