import { defineModel, type Model } from './define-model.ts';

/** DeepSeek V3 / R1 671B: architecture from its published configuration. */
export const deepseekV3671b: Model = defineModel({
  id: 'deepseek-v3-671b',
  title: 'DeepSeek V3 / R1 671B',
  publishedParameters: 671030000000.0,
  layers: 61,
  hiddenSize: 7168,
  feedForwardSize: 18432,
  vocabularySize: 129280,
  isEmbeddingTied: false,
  attention: {
    kind: 'latent',
    heads: 128,
    queryRank: 1536,
    keyValueRank: 512,
    ropeHeadSize: 64,
    plainHeadSize: 128,
    valueHeadSize: 128,
  },
  experts: { layers: 58, count: 256, perToken: 8, shared: 1, feedForwardSize: 2048 },
  maximumContextTokens: 163840,
  aliases: ['deepseek v3', 'deepseek v3 671b', 'deepseek r1', 'deepseek r1 671b', 'deepseek 671b'],
  source: 'https://huggingface.co/deepseek-ai/DeepSeek-V3/blob/main/config.json',
});
