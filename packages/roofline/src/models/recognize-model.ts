import type { Model } from './define-model.ts';
import { models } from './models.ts';

/** What llama-bench adds to a name: `llama 8B Q4_0`, `llama 7B mostly Q8_0`. */
const fileFormat =
  / (?:mostly )?(?:i?q\d[a-z0-9_]*|b?f16|f32|mxfp4)(?: (?:- )?(?:small|medium|large|moe))?$/;

/** Words that name a fine-tune, a file format or a publisher but no other architecture. */
const noise =
  /\b(instruct|chat|hf|it|qat|gguf|meta|base|preview|coder|openai|google|qwen\/|mistralai|deepseek ai|moonshotai|v0 [1-3]|2507|2501|0528|0324|0905)\b/g;

function normalize(name: string): string {
  return name
    .toLowerCase()
    .trim()
    .replace(fileFormat, '')
    .replace(/^[\w.-]+\//, '')
    .replace(/moe (?=\d)/, ' ')
    .replace(/(\db)\.(?=a\d)/, '$1 ')
    .replace(/([a-z])(\d)/g, '$1 $2')
    .replace(/[^a-z0-9.]+/g, ' ')
    .replace(/\bdistill (llama|qwen)\b/g, '')
    .replace(/\b(\d+)\.0\b/g, '$1')
    .replace(noise, ' ')
    .replace(/\b(\d+(?:\.\d+)?) b\b/g, '$1b')
    .replace(/\s+/g, ' ')
    .trim();
}

const byName = new Map(
  models.flatMap((model) =>
    [model.id, model.title, ...model.aliases].map((name) => [normalize(name), model] as const),
  ),
);

/**
 * The model that a published name means, or undefined: exact after normalisation, never a guess.
 * @example recognizeModel('Llama 3.2:3b')?.id // 'llama-3.2-3b'
 */
export function recognizeModel(name: string): Model | undefined {
  return byName.get(normalize(name));
}
