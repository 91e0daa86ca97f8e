import { expect, test } from 'vitest';
import { recognizeQuantization } from '../quantizations/recognize-quantization.ts';
import { recognizeModel } from './recognize-model.ts';

test.each([
  ['llama 2 7B', 'llama-2-7b'],
  ['llama 3.1 8B', 'llama-3.1-8b'],
  ['Llama-3.1-8B-Instruct', 'llama-3.1-8b'],
  ['Meta-Llama-3-8B-Instruct', 'llama-3.1-8b'],
  ['Llama 3.2:3b', 'llama-3.2-3b'],
  ['llama3.2:1b', 'llama-3.2-1b'],
  ['Llama 3.1:405b', 'llama-3.1-405b'],
  ['DeepSeek R1 14b', 'qwen2.5-14b'],
  ['DeepSeek R1 671b', 'deepseek-v3-671b'],
  ['gpt-oss 20b', 'gpt-oss-20b'],
  ['gpt-oss:120b', 'gpt-oss-120b'],
  ['Qwen3-30B-A3B-Instruct-2507', 'qwen3-30b-a3b'],
  ['qwen3 8B', 'qwen3-8b'],
  ['Qwen2.5-7B-Instruct', 'qwen2.5-7b'],
  ['gemma 3 27B', 'gemma-3-27b'],
  ['gemma-3-12b-it-qat', 'gemma-3-12b'],
  ['Mixtral 8x7B', 'mixtral-8x7b'],
  ['meta-llama/Llama-3.1-8B-Instruct', 'llama-3.1-8b'],
  ['llama 8B Q4_0', 'llama-3.1-8b'],
  ['llama 7B mostly Q4_0', 'llama-2-7b'],
  ['llama 8B Q4_K - Medium', 'llama-3.1-8b'],
  ['qwen3moe 30B.A3B Q4_K - Medium', 'qwen3-30b-a3b'],
  ['gpt-oss 20B MXFP4 MoE', 'gpt-oss-20b'],
  ['DeepSeek-R1-Distill-Qwen-7B', 'qwen2.5-7b'],
  ['Qwen2.5-Coder-32B-Instruct', 'qwen2.5-32b'],
  ['Mistral-7B-Instruct-v0.3', 'mistral-7b'],
])('"%s" is %s', (name, id) => {
  expect(recognizeModel(name)?.id).toBe(id);
});

test.each(['', 'llama', 'Llama 4 Scout', 'Phi-3', 'llama 2 8B'])(
  '"%s" is no known model',
  (name) => {
    expect(recognizeModel(name)).toBeUndefined();
  },
);

test.each([
  ['Q4_0', 'q4_0'],
  ['Q4_K_M', 'q4_k_m'],
  ['Q4_K - Medium', 'q4_k_m'],
  ['default(Q4_K_M-class)', 'q4_k_m'],
  ['F16', 'f16'],
  ['fp16', 'f16'],
  ['BF16', 'bf16'],
  ['Q8_0', 'q8_0'],
  ['MXFP4 MoE', 'mxfp4'],
  ['Q6_K', 'q6_k'],
])('"%s" is %s', (name, id) => {
  expect(recognizeQuantization(name)?.id).toBe(id);
});

test.each(['', 'Q2_K', 'AWQ', 'default'])('"%s" is no known quantization', (name) => {
  expect(recognizeQuantization(name)).toBeUndefined();
});
