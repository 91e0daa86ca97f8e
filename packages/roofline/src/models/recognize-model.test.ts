import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recognizeQuantization } from '../quantizations/recognize-quantization.ts';
import { totalParameters } from './parameters.ts';
import { recognize, recognizeModel } from './recognize-model.ts';

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

test.each([
  ['Qwen_Qwen3-8B-GGUF:Q4_K_M', 'qwen3-8b', 'q4_k_m'],
  ['hf.co/unsloth/Qwen3.6-27B-MTP-GGUF:UD-Q4_K_XL', 'qwen3.6-27b', 'ud-q4_k_xl'],
  ['gemma3:4b-it-qat', 'gemma-3-4b', undefined],
  ['mlx-community/Llama-3.2-3B-Instruct-4bit', 'llama-3.2-3b', 'mlx-4bit'],
  ['Qwen3-30B-A3B-Instruct-2507-Q4_K_M-00001-of-00002.gguf', 'qwen3-30b-a3b', 'q4_k_m'],
  ['./models/Meta-Llama-3.1-8B-Instruct.Q8_0.gguf', 'llama-3.1-8b', 'q8_0'],
  ['nvidia/Gemma-4-26B-A4B-NVFP4', 'gemma-4-26b-a4b', 'nvfp4'],
  ['Qwen/Qwen2.5-7B-Instruct-AWQ', 'qwen2.5-7b', 'awq-int4'],
  ['Qwen/Qwen2.5-72B-Instruct-GPTQ-Int4', 'qwen2.5-72b', 'gptq-int4'],
  ['llama3.2:1b-instruct-fp16', 'llama-3.2-1b', 'f16'],
  ['glm-4.7-flash:latest', 'glm-4.7-flash', undefined],
])('"%s" is %s in %s', (name, model, quantization) => {
  const found = recognize(name);
  expect([found?.model.id, found?.quantization?.id]).toEqual([model, quantization]);
});

test.each([
  // Fine-tunes and distillations have the architecture of what they were made from.
  ['Hermes-3-Llama-3.1-8B', 'llama-3.1-8b'],
  ['deepseek-ai_DeepSeek-R1-0528-Qwen3-8B', 'qwen3-8b'],
  ['Qwen3.5-9B-Claude-4.6-Opus-Reasoning-Distilled-v2', 'qwen3.5-9b'],
  ['nvidia_Llama-3.1-Nemotron-Nano-8B-v1', 'llama-3.1-8b'],
  ['mistralai_Devstral-Small-2507', 'mistral-small-24b'],
  ['TinyLlama-1.1B-Chat-v1.0.i1', 'tinyllama-1.1b'],
  ['Llama 4 Scout', 'llama-4-scout'],
])('"%s" is %s', (name, model) => {
  expect(recognizeModel(name)?.id).toBe(model);
});

test.each([
  ['27B', 'generic-27b'],
  ['35B-A3B', 'generic-35b-a3b'],
  ['Qwen3.8-27B', 'generic-27b'],
  ['Jackrong/Gemopus-4-26B-A4B-it-GGUF', 'generic-26b-a4b'],
  ['SmallThinker-4BA0.6B-Instruct', 'generic-4b-a0.6b'],
  ['lfm2.5:8b', 'generic-8b-a1b'],
  ['gemma-4-12B-it', 'generic-12b'],
])('"%s" says a size and no model that is known: %s', (name, id) => {
  expect(recognizeModel(name)).toMatchObject({ id, isGeneric: true });
});

test.each([
  '',
  'llama',
  'lfm2:latest',
  'Phi-3',
  // A dense model and one with experts have this size: a guess would be wrong by ten times.
  'ornith:35b',
  'Muse-Glimmer-30B',
  // No language model, or another one than the name it carries.
  'Qwen3-Embedding-8B',
  'baidu/Unlimited-OCR',
  'Qwen2.5-Omni-7B',
  'Qwen3-Coder-REAP-25B-A3B',
  '9999999b',
  '../../etc/passwd',
  'a'.repeat(100_000),
])('"%s" is no known model', (name) => {
  expect(recognizeModel(name)).toBeUndefined();
});

test('an unknown size of a known family is never another size of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999 }), (size) => {
      const found = recognizeModel(`Qwen3-${size}B-Instruct`);
      if (found === undefined || found.isGeneric) return;
      expect(Math.abs(totalParameters(found) / (size * 1e9) - 1)).toBeLessThan(0.15);
    }),
  );
});

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
  ['Q2_K', 'q2_k'],
  ['UD-IQ2_XXS', 'iq2_xxs'],
  ['4bit', 'mlx-4bit'],
  ['MLX-8bit', 'mlx-8bit'],
  ['AWQ', 'awq-int4'],
  ['NVFP4', 'nvfp4'],
])('"%s" is %s', (name, id) => {
  expect(recognizeQuantization(name)?.id).toBe(id);
});

test.each(['', 'Q9_K', 'default', 'Q4_K_M_and_more'])('"%s" is no known quantization', (name) => {
  expect(recognizeQuantization(name)).toBeUndefined();
});
