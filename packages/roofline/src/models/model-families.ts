/** Names of a family of models, and which of its sizes are in the catalogue. */
export interface ModelFamily {
  /** What a normalised name has: words in lower case, letters and figures apart (`qwen 3.5`). */
  readonly pattern: RegExp;
  /** Ids by size as written: `8b`, `35b-a3b`, `8x7b`, `e4b`. */
  readonly sizes: Readonly<Record<string, string>>;
  /** For names without a size, where the family has one only. */
  readonly only?: string;
}

const deepseek671 = 'deepseek-v3-671b';

/** Qwen2.5's sizes, which its distillations share. */
const qwen25 = {
  '0.5b': 'qwen2.5-0.5b',
  '1.5b': 'qwen2.5-1.5b',
  '3b': 'qwen2.5-3b',
  '7b': 'qwen2.5-7b',
  '14b': 'qwen2.5-14b',
  '32b': 'qwen2.5-32b',
  '72b': 'qwen2.5-72b',
} as const;

const llama3 = {
  '1b': 'llama-3.2-1b',
  '3b': 'llama-3.2-3b',
  '8b': 'llama-3.1-8b',
  '70b': 'llama-3.1-70b',
  '405b': 'llama-3.1-405b',
} as const;

const nemotron3 = {
  '30b': 'nemotron-3-nano-30b-a3b',
  '30b-a3b': 'nemotron-3-nano-30b-a3b',
  '120b': 'nemotron-3-super-120b-a12b',
  '120b-a12b': 'nemotron-3-super-120b-a12b',
  '550b': 'nemotron-3-ultra-550b-a55b',
  '550b-a55b': 'nemotron-3-ultra-550b-a55b',
} as const;

const qwen36 = {
  '27b': 'qwen3.6-27b',
  '35b': 'qwen3.6-35b-a3b',
  '35b-a3b': 'qwen3.6-35b-a3b',
} as const;

/**
 * Families by name, most specific first: the first whose words a name has and whose size fits. A
 * distillation stands before what it was distilled from, since its architecture is the student's.
 */
export const modelFamilies: readonly ModelFamily[] = [
  {
    pattern: /\bdeepseek r 1 0528 qwen 3\b/,
    sizes: { '8b': 'qwen3-8b' },
    only: 'qwen3-8b',
  },
  {
    pattern: /\bdeepseek r 1\b.*\bllama\b|\bdeepseek llama\b/,
    sizes: { '8b': 'llama-3.1-8b', '70b': 'llama-3.1-70b' },
  },
  { pattern: /\bdeepseek r 1\b.*\bqwen\b/, sizes: qwen25 },
  {
    pattern: /\bdeepseek r 1\b/,
    sizes: {
      '1.5b': 'qwen2.5-1.5b',
      '7b': 'qwen2.5-7b',
      '8b': 'llama-3.1-8b',
      '14b': 'qwen2.5-14b',
      '32b': 'qwen2.5-32b',
      '70b': 'llama-3.1-70b',
      '671b': deepseek671,
    },
    only: deepseek671,
  },
  { pattern: /\bdeepseek v 3\.2\b/, sizes: {}, only: 'deepseek-v3.2-671b' },
  { pattern: /\bdeepseek v 3(?:\.1)?\b(?!\.)/, sizes: { '671b': deepseek671 }, only: deepseek671 },
  { pattern: /\bdeepseek v 4\b.*\bflash\b/, sizes: {}, only: 'deepseek-v4-flash' },
  { pattern: /\bdeepseek v 4\b.*\bpro\b/, sizes: {}, only: 'deepseek-v4-pro' },
  {
    pattern: /\bdeepseek (?:coder )?v 2\b.*\blite\b/,
    sizes: { '16b': 'deepseek-v2-lite-16b' },
    only: 'deepseek-v2-lite-16b',
  },
  { pattern: /\bdeepseek coder v 2\b/, sizes: { '16b': 'deepseek-v2-lite-16b' } },
  { pattern: /\bdeepseek\b/, sizes: { '671b': deepseek671 } },
  { pattern: /\bqwq\b/, sizes: { '32b': 'qwen2.5-32b' }, only: 'qwen2.5-32b' },
  {
    pattern: /\bcode ?llama\b/,
    sizes: { '7b': 'codellama-7b', '13b': 'codellama-13b', '34b': 'codellama-34b' },
  },
  {
    pattern: /\btiny ?llama\b/,
    sizes: { '1.1b': 'tinyllama-1.1b', '1b': 'tinyllama-1.1b' },
    only: 'tinyllama-1.1b',
  },
  { pattern: /\bllama 4\b.*\bscout\b/, sizes: {}, only: 'llama-4-scout' },
  { pattern: /\bllama 4\b.*\bmaverick\b/, sizes: {}, only: 'llama-4-maverick' },
  { pattern: /\bllama 3\.2\b(?!.*\bvision\b)/, sizes: { '1b': llama3['1b'], '3b': llama3['3b'] } },
  { pattern: /\bllama 3\.3\b/, sizes: { '70b': llama3['70b'] }, only: llama3['70b'] },
  {
    pattern: /\bllama 3(?:\.1)?\b(?!\.)/,
    sizes: { '8b': llama3['8b'], '70b': llama3['70b'], '405b': llama3['405b'] },
  },
  {
    pattern: /\bllama 2\b/,
    sizes: { '7b': 'llama-2-7b', '13b': 'llama-2-13b', '70b': 'llama-2-70b' },
  },
  // llama-bench names an architecture and a size, whatever the generation.
  { pattern: /^llama$/, sizes: { '7b': 'llama-2-7b', '8b': 'llama-3.1-8b', '13b': 'llama-2-13b' } },
  {
    pattern: /\bqwen 3 coder next\b|\bqwen 3 next\b/,
    sizes: { '80b': 'qwen3-next-80b-a3b', '80b-a3b': 'qwen3-next-80b-a3b' },
    only: 'qwen3-next-80b-a3b',
  },
  {
    pattern: /\bqwen 3 coder\b/,
    sizes: {
      '30b': 'qwen3-30b-a3b',
      '30b-a3b': 'qwen3-30b-a3b',
      '480b': 'qwen3-coder-480b-a35b',
      '480b-a35b': 'qwen3-coder-480b-a35b',
    },
  },
  {
    pattern: /\bqwen 3 ?vl(?:moe)?\b/,
    sizes: {
      '2b': 'qwen3-vl-2b',
      '4b': 'qwen3-vl-4b',
      '8b': 'qwen3-vl-8b',
      '32b': 'qwen3-vl-32b',
      '30b': 'qwen3-vl-30b-a3b',
      '30b-a3b': 'qwen3-vl-30b-a3b',
      '235b-a22b': 'qwen3-235b-a22b',
    },
  },
  {
    pattern: /\bqwen 3(?:moe)?\b(?!\.| omni| asr| tts| embedding| reranker| vl)/,
    sizes: {
      '0.6b': 'qwen3-0.6b',
      '1.7b': 'qwen3-1.7b',
      '4b': 'qwen3-4b',
      '8b': 'qwen3-8b',
      '14b': 'qwen3-14b',
      '32b': 'qwen3-32b',
      '30b': 'qwen3-30b-a3b',
      '30b-a3b': 'qwen3-30b-a3b',
      '235b': 'qwen3-235b-a22b',
      '235b-a22b': 'qwen3-235b-a22b',
    },
  },
  {
    pattern: /\bqwen 3\.5\b|\bqwen 35(?:moe)?\b/,
    sizes: {
      '0.8b': 'qwen3.5-0.8b',
      '2b': 'qwen3.5-2b',
      '4b': 'qwen3.5-4b',
      '9b': 'qwen3.5-9b',
      '27b': 'qwen3.5-27b',
      '35b': 'qwen3.5-35b-a3b',
      '35b-a3b': 'qwen3.5-35b-a3b',
      '122b': 'qwen3.5-122b-a10b',
      '122b-a10b': 'qwen3.5-122b-a10b',
      '397b': 'qwen3.5-397b-a17b',
      '397b-a17b': 'qwen3.5-397b-a17b',
    },
  },
  { pattern: /\bqwen 3\.6\b/, sizes: qwen36 },
  { pattern: /\bqwen 2(?:\.5)?\b(?!\.)(?! vl| audio| omni| embedding)/, sizes: qwen25 },
  {
    pattern: /\bgemma 3 n\b/,
    sizes: { e4b: 'gemma-3n-e4b' },
  },
  {
    pattern: /\bgemma 4\b/,
    sizes: {
      e2b: 'gemma-4-e2b',
      e4b: 'gemma-4-e4b',
      '26b': 'gemma-4-26b-a4b',
      '26b-a4b': 'gemma-4-26b-a4b',
      '31b': 'gemma-4-31b',
    },
  },
  {
    pattern: /\bgemma 3\b(?! n\b)/,
    sizes: { '1b': 'gemma-3-1b', '4b': 'gemma-3-4b', '12b': 'gemma-3-12b', '27b': 'gemma-3-27b' },
  },
  {
    pattern: /\bgemma 2\b/,
    sizes: { '2b': 'gemma-2-2b', '9b': 'gemma-2-9b', '27b': 'gemma-2-27b' },
  },
  { pattern: /\b(?:code)?gemma(?: 1\.1)?$/, sizes: { '2b': 'gemma-2b', '7b': 'gemma-7b' } },
  { pattern: /\bgpt oss\b/, sizes: { '20b': 'gpt-oss-20b', '120b': 'gpt-oss-120b' } },
  { pattern: /\bphi 3\.5\b.*\bmini\b/, sizes: { '3.8b': 'phi-3.5-mini' }, only: 'phi-3.5-mini' },
  { pattern: /\bphi 3\b(?!\.).*\bmini\b/, sizes: { '3.8b': 'phi-3-mini' }, only: 'phi-3-mini' },
  {
    pattern: /\bphi 4\b.*\bmini\b(?!.*\bflash\b)/,
    sizes: { '3.8b': 'phi-4-mini' },
    only: 'phi-4-mini',
  },
  {
    pattern: /\bphi 4\b(?!.*\b(?:mini|multimodal|vision)\b)/,
    sizes: { '14b': 'phi-4', '15b': 'phi-4' },
    only: 'phi-4',
  },
  { pattern: /\bphi 2\b/, sizes: { '2.7b': 'phi-2' }, only: 'phi-2' },
  {
    pattern: /\blfm 2(?:\.5)?\b(?!.*\b(?:vl|audio|colbert)\b)/,
    sizes: { '1.2b': 'lfm2-1.2b', '2.6b': 'lfm2-2.6b', '8b': 'generic-8b-a1b' },
  },
  {
    pattern: /\bfalcon h 1\b(?!.*\bdeep\b)/,
    sizes: { '1.5b': 'falcon-h1-1.5b', '3b': 'falcon-h1-3b', '7b': 'falcon-h1-7b' },
  },
  {
    pattern: /\bfalcon 3\b(?!.*\bmamba\b)/,
    sizes: { '1b': 'falcon3-1b', '3b': 'falcon3-3b', '7b': 'falcon3-7b', '10b': 'falcon3-10b' },
  },
  {
    pattern: /\bsmollm 2\b/,
    sizes: { '135m': 'smollm2-135m', '360m': 'smollm2-360m', '1.7b': 'smollm2-1.7b' },
  },
  { pattern: /\bsmollm 3\b/, sizes: { '3b': 'smollm3-3b' }, only: 'smollm3-3b' },
  {
    pattern: /\bgranite 4(?:\.0)?\b(?!\.[1-9])/,
    sizes: {
      'h-tiny': 'granite-4.0-h-tiny',
      'h-small': 'granite-4.0-h-small',
      'h-1b': 'granite-4.0-h-1b',
    },
  },
  {
    pattern: /\bministral 3\b(?!\.)/,
    sizes: { '3b': 'ministral-3-3b', '8b': 'ministral-3-8b' },
  },
  {
    pattern: /\b(?:devstral|magistral)(?: small)?\b(?!.*\b(?:medium|123b)\b)/,
    sizes: { '24b': 'mistral-small-24b' },
    only: 'mistral-small-24b',
  },
  {
    pattern: /\bmistral small\b(?! 4)/,
    sizes: { '24b': 'mistral-small-24b' },
  },
  {
    pattern: /\bmistral small 3(?:\.[12])?\b/,
    sizes: { '24b': 'mistral-small-24b' },
    only: 'mistral-small-24b',
  },
  {
    pattern: /\bmistral large\b.*\b(?:2407|2411)\b/,
    sizes: { '123b': 'mistral-large-123b' },
    only: 'mistral-large-123b',
  },
  { pattern: /\bmistral large\b/, sizes: { '123b': 'mistral-large-123b' } },
  { pattern: /\bmixtral\b/, sizes: { '8x7b': 'mixtral-8x7b', '8x22b': 'mixtral-8x22b' } },
  { pattern: /\bmistral\b(?! (?:nemo|large|medium|small))/, sizes: { '7b': 'mistral-7b' } },
  { pattern: /\bnemotron 3\b(?!\.)/, sizes: nemotron3 },
  {
    pattern: /\bnemotron cascade 2\b/,
    sizes: { '30b': nemotron3['30b'], '30b-a3b': nemotron3['30b'] },
  },
  {
    pattern: /\bnemotron 3\.5 lightning\b/,
    sizes: { '30b-a3b': 'nemotron-3.5-lightning-30b-a3b' },
  },
  {
    pattern: /\bglm 4\.7 flash\b/,
    sizes: { '30b': 'glm-4.7-flash', '30b-a3b': 'glm-4.7-flash' },
    only: 'glm-4.7-flash',
  },
  {
    pattern: /\bglm 4\.5 air\b/,
    sizes: { '106b-a12b': 'glm-4.5-air', '106b': 'glm-4.5-air' },
    only: 'glm-4.5-air',
  },
  {
    pattern: /\bglm 4\.[567]\b(?!.*\b(?:air|flash|v|vision)\b)/,
    sizes: { '355b': 'glm-4.5-355b-a32b', '355b-a32b': 'glm-4.5-355b-a32b' },
    only: 'glm-4.5-355b-a32b',
  },
  { pattern: /\bglm (?:4|z 1)\b(?!\.)(?!.*\bv\b)/, sizes: { '9b': 'glm-4-9b' } },
  { pattern: /\bglm 5\.2\b/, sizes: {}, only: 'glm-5.2-744b-a40b' },
  { pattern: /\bglm 5(?:\.1)?\b(?!\.)/, sizes: {}, only: 'glm-5-744b-a40b' },
  { pattern: /\bkimi k 2(?:\.[567])?\b/, sizes: { '1t': 'kimi-k2-1t' }, only: 'kimi-k2-1t' },
  {
    pattern: /\bmoonlight\b/,
    sizes: { '16b': 'moonlight-16b-a3b', '16b-a3b': 'moonlight-16b-a3b' },
  },
  { pattern: /\bminimax m 2(?:\.[157])?\b/, sizes: {}, only: 'minimax-m2' },
  { pattern: /\bminimax m 3\b/, sizes: {}, only: 'minimax-m3' },
  { pattern: /\bmimo v 2 flash\b/, sizes: {}, only: 'mimo-v2-flash' },
  { pattern: /\bmimo\b(?! (?:v|vl))/, sizes: { '7b': 'mimo-7b' } },
  { pattern: /\bstep 3\.[57] flash\b/, sizes: {}, only: 'step-3.7-flash' },
  {
    pattern: /\bolmo 2\b/,
    sizes: { '7b': 'olmo-2-7b', '13b': 'olmo-2-13b', '32b': 'olmo-2-32b' },
  },
  { pattern: /\bolmo 3(?:\.1)?\b/, sizes: { '7b': 'olmo-3-7b', '32b': 'olmo-3-32b' } },
  {
    pattern: /\bernie 4\.5\b(?! vl)/,
    sizes: { '0.3b': 'ernie-4.5-0.3b', '21b-a3b': 'ernie-4.5-21b-a3b', '21b': 'ernie-4.5-21b-a3b' },
  },
  {
    pattern: /\bhunyuan\b(?!.*\b(?:vl|mt|a)\b)/,
    sizes: { '4b': 'hunyuan-4b', '7b': 'hunyuan-7b' },
  },
  {
    pattern: /\blaguna xs\b/,
    sizes: { '33b': 'laguna-xs-33b-a3b', '33b-a3b': 'laguna-xs-33b-a3b' },
    only: 'laguna-xs-33b-a3b',
  },
  { pattern: /\bstablelm 2\b/, sizes: { '1.6b': 'stablelm-2-1.6b' } },
  { pattern: /\b(?:stablelm|stable code)\b/, sizes: { '3b': 'stablelm-3b' } },
  { pattern: /\baya (?:23|expanse)\b/, sizes: { '8b': 'aya-23-8b' } },
  { pattern: /\bcommand r\b(?!.*\b(?:plus|08)\b)(?! \d)/, sizes: { '35b': 'command-r-35b' } },
  { pattern: /\binternlm 2\.5\b/, sizes: { '7b': 'internlm2.5-7b' } },
  { pattern: /\bsalamandra\b/, sizes: { '2b': 'salamandra-2b', '7b': 'salamandra-7b' } },
  { pattern: /\bstarcoder 2\b/, sizes: { '7b': 'starcoder2-7b' } },
  { pattern: /\bminicpm\b(?! (?:v|o|\d))/, sizes: { '2b': 'minicpm-2b' } },
];
