import { deepseekV3671b } from './deepseek-v3-671b.ts';
import type { Model } from './define-model.ts';
import { gemma31b } from './gemma-3-1b.ts';
import { gemma34b } from './gemma-3-4b.ts';
import { gemma312b } from './gemma-3-12b.ts';
import { gemma327b } from './gemma-3-27b.ts';
import { gptOss20b } from './gpt-oss-20b.ts';
import { gptOss120b } from './gpt-oss-120b.ts';
import { kimiK21t } from './kimi-k2-1t.ts';
import { llama27b } from './llama-2-7b.ts';
import { llama213b } from './llama-2-13b.ts';
import { llama270b } from './llama-2-70b.ts';
import { llama318b } from './llama-3.1-8b.ts';
import { llama3170b } from './llama-3.1-70b.ts';
import { llama31405b } from './llama-3.1-405b.ts';
import { llama321b } from './llama-3.2-1b.ts';
import { llama323b } from './llama-3.2-3b.ts';
import { mistral7b } from './mistral-7b.ts';
import { mistralSmall24b } from './mistral-small-24b.ts';
import { mixtral8x7b } from './mixtral-8x7b.ts';
import { mixtral8x22b } from './mixtral-8x22b.ts';
import { qwen2515b } from './qwen2.5-1.5b.ts';
import { qwen257b } from './qwen2.5-7b.ts';
import { qwen2514b } from './qwen2.5-14b.ts';
import { qwen2532b } from './qwen2.5-32b.ts';
import { qwen306b } from './qwen3-0.6b.ts';
import { qwen317b } from './qwen3-1.7b.ts';
import { qwen34b } from './qwen3-4b.ts';
import { qwen38b } from './qwen3-8b.ts';
import { qwen314b } from './qwen3-14b.ts';
import { qwen330bA3b } from './qwen3-30b-a3b.ts';
import { qwen332b } from './qwen3-32b.ts';
import { qwen3235bA22b } from './qwen3-235b-a22b.ts';

/** Every model that the product can predict, by family and size. */
export const models: readonly Model[] = [
  llama27b,
  llama213b,
  llama270b,
  llama318b,
  llama3170b,
  llama31405b,
  llama321b,
  llama323b,
  qwen2515b,
  qwen257b,
  qwen2514b,
  qwen2532b,
  qwen306b,
  qwen317b,
  qwen34b,
  qwen38b,
  qwen314b,
  qwen332b,
  qwen330bA3b,
  qwen3235bA22b,
  gemma31b,
  gemma34b,
  gemma312b,
  gemma327b,
  mistral7b,
  mistralSmall24b,
  mixtral8x7b,
  mixtral8x22b,
  gptOss20b,
  gptOss120b,
  deepseekV3671b,
  kimiK21t,
] as const satisfies readonly Model[];

const byId = new Map(models.map((model) => [model.id, model]));

/** The model with that id, or undefined. */
export function findModel(id: string): Model | undefined {
  return byId.get(id);
}
