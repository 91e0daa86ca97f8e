import { defineModel, type Model } from './define-model.ts';

/** Llama 3.1 8B: architecture from its published configuration. */
export const llama318b: Model = defineModel({
  id: 'llama-3.1-8b',
  title: 'Llama 3.1 8B',
  publishedParameters: 8030000000.0,
  layers: 32,
  hiddenSize: 4096,
  feedForwardSize: 14336,
  vocabularySize: 128256,
  isEmbeddingTied: false,
  attention: { kind: 'grouped-query', heads: 32, keyValueHeads: 8, headSize: 128 },
  maximumContextTokens: 131072,
  aliases: [
    'llama 3.1 8b',
    'llama 3 8b',
    'llama 8b',
    'llama3 8b',
    'llama3.1 8b',
    'deepseek r1 8b',
    'deepseek-r1-distill-llama-8b',
  ],
  source: 'https://huggingface.co/meta-llama/Llama-3.1-8B/blob/main/config.json',
});
