import { type Architecture, architectures } from './architectures.ts';

/** Brand words that people leave out, put back so that one pattern per series is enough. */
function fullName(name: string): string {
  return name
    .replace(/\((?:r|tm)\)|[®™]/gi, '')
    .replace(/^(?:nvidia|amd|intel|apple)\s+/i, '')
    .replace(/^(?=gtx \d{3,4}|rtx [2-5]0\d\d(?! (?:sff )?ada))/i, 'GeForce ')
    .replace(/^(?=(?:rx \d{3,4}|ai pro r9))/i, 'Radeon ');
}

/**
 * The architecture of a GPU by the series in its name, or undefined. Vendors name series by
 * architecture, so this is wider than identifying the very device: it knows each RTX 30, say.
 * @example architectureOf('NVIDIA', 'GeForce RTX 3090 Ti')?.id // 'ampere'
 */
export function architectureOf(vendor: string, name: string): Architecture | undefined {
  const full = fullName(name.trim());
  return architectures.find(
    (architecture) => architecture.vendor === vendor && architecture.pattern.test(full),
  );
}
