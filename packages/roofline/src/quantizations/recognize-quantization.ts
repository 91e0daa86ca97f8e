import type { Quantization } from './define-quantization.ts';
import { quantizations } from './quantizations.ts';

function normalize(name: string): string {
  return name
    .toLowerCase()
    .replace(/^default\((.*?)(?:-class)?\)$/, '$1')
    .replace(/^iq?(?=q\d)/, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

const byName = new Map(
  quantizations.flatMap((quantization) =>
    [quantization.id, ...quantization.aliases].map(
      (name) => [normalize(name), quantization] as const,
    ),
  ),
);

/**
 * The weight format that a published name means, or undefined. `default(Q4_K_M-class)`, a runner's
 * default, is read as the format it names.
 */
export function recognizeQuantization(name: string): Quantization | undefined {
  return byName.get(normalize(name));
}
