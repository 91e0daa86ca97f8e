import type { Quantization } from './define-quantization.ts';
import { quantizations } from './quantizations.ts';

function normalize(name: string): string {
  return name
    .toLowerCase()
    .replace(/^default\((.*?)(?:-class)?\)$/, '$1')
    .replace(/^(?:.*[./])?gguf[:_-]/, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

const byName = new Map(
  quantizations.flatMap((quantization) =>
    [quantization.id, quantization.title, ...quantization.aliases].map(
      (name) => [normalize(name), quantization] as const,
    ),
  ),
);

/** MLX variants that differ in how they were found, not in what they store. */
const variants = /_(?:dq|dwq|ternary|gs64|g64)$/;

/**
 * The weight format that a published name means, or undefined. `default(Q4_K_M-class)`, a runner's
 * default, is read as the format it names; `UD-` mixes are read as the likeness of their tensors.
 */
export function recognizeQuantization(name: string): Quantization | undefined {
  const normal = normalize(name);
  return (
    byName.get(normal) ??
    byName.get(normal.replace(/^ud_/, '')) ??
    byName.get(normal.replace(variants, '')) ??
    byName.get(normal.replace(/_mixed$/, ''))
  );
}
