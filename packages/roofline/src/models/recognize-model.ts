import type { Model } from './define-model.ts';
import { models } from './models.ts';

/** Words that name a fine-tune, a file format or a publisher but no other architecture. */
const noise =
  /\b(instruct|chat|hf|it|qat|gguf|meta|base|preview|openai|google|qwen\/|mistralai|deepseek ai|moonshotai|v0 [1-3]|2507|2501|0528|0324|0905)\b/g;

function normalize(name: string): string {
  return name
    .toLowerCase()
    .replace(/([a-z])(\d)/g, '$1 $2')
    .replace(/\bdistill (llama|qwen)\b/g, '')
    .replace(/[^a-z0-9.]+/g, ' ')
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
