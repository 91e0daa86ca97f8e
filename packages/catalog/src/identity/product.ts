/** A product as it is sold: what every spelling of its name means, whether or not it has a data sheet. */
export interface Product {
  /** Canonical slug: vendor and name in lower case with dashes. */
  readonly slug: string;
  readonly vendor: string;
  /** Canonical name without the vendor. */
  readonly name: string;
  readonly kind: 'cpu' | 'gpu';
  /** Product line, for people who browse: `GeForce RTX`, `Core Ultra`. */
  readonly line: string;
}

/** One product that a name may mean, with the facts that tell it from the others of that name. */
export interface Variant {
  readonly name: string;
  /** Memory that the variant is sold with, in GiB. */
  readonly gibibytes?: number;
  readonly formFactor?: 'desktop' | 'laptop';
  readonly gpuCores?: number;
  /** Cores of one processor. */
  readonly cores?: number;
}

/** What the grammar of a product line reads from a name. */
export interface Reading {
  readonly line: string;
  readonly variants: readonly Variant[];
  /** True where memory is the computer's, so that its size tells nothing. */
  readonly isMemoryShared?: boolean;
}

/** The grammar of a product line. */
export interface Line {
  readonly vendor: string;
  readonly kind: 'cpu' | 'gpu';
  /**
   * Reads a name in plain words (lower case, single spaces, no vendor, no driver's additions). Undefined
   * unless every word of it is understood: a suffix that nobody knows makes another product.
   */
  read(words: string): Reading | undefined;
}

/**
 * A line whose names follow one pattern.
 * @param pattern must match all of the words; named groups are what `variants` gets
 */
export function lineOf(
  vendor: string,
  kind: Line['kind'],
  line: string,
  pattern: RegExp,
  variants: (parts: Readonly<Record<string, string | undefined>>) => readonly Variant[] | string,
  isMemoryShared: boolean = kind === 'cpu',
): Line {
  return {
    vendor,
    kind,
    read(words) {
      const match = pattern.exec(words);
      if (match === null || match[0].length !== words.length) return undefined;
      const read = variants(match.groups ?? {});
      return { line, variants: typeof read === 'string' ? [{ name: read }] : read, isMemoryShared };
    },
  };
}

/** `NVIDIA`, `GeForce RTX 4090` → `nvidia-geforce-rtx-4090`. */
export function slugOf(vendor: string, name: string): string {
  return `${vendor} ${name}`
    .toLowerCase()
    .replace(/\+/g, ' plus ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** The parts that are there, with a space between. */
export function words(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join(' ');
}

/** `xt` → `XT`; undefined stays. */
export function upper(text: string | undefined): string | undefined {
  return text?.toUpperCase();
}

/** `ti` → `Ti`; undefined stays. */
export function capital(text: string | undefined): string | undefined {
  return text === undefined ? undefined : text.slice(0, 1).toUpperCase() + text.slice(1);
}
