import { ModelFileError } from './model-file-error.ts';

/** Largest plausible figures: more is a broken or hostile file. */
export const limits: Readonly<
  Record<'layers' | 'width' | 'vocabulary' | 'heads' | 'experts' | 'tokens', number>
> = {
  layers: 2048,
  width: 2 ** 20,
  vocabulary: 2 ** 24,
  heads: 8192,
  experts: 65_536,
  tokens: 2 ** 30,
};

const fromPublisher = 'Take config.json from the model’s own repository, or type its figures.';

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 60);
}

/** Figures of a configuration by name; each is checked where it is read. */
export class ConfigFields {
  readonly values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.values = values;
  }

  /** True when any of the names stands in the file with a value. */
  has(...names: readonly string[]): boolean {
    return names.some((name) => this.get(name) !== undefined);
  }

  get(name: string): unknown {
    const value = Object.hasOwn(this.values, name) ? this.values[name] : undefined;
    return value === null ? undefined : value;
  }

  /** The first of the names that stands in the file; undefined when none does. */
  whole(names: readonly string[], most: number, least = 1): number | undefined {
    const name = names.find((each) => this.get(each) !== undefined);
    if (name === undefined) return undefined;
    const value = this.get(name);
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) {
      return value;
    }
    throw new ModelFileError(
      `The field "${name}" is ${shown(value)}; it is a whole number from ${least} to ${most}.`,
      fromPublisher,
      name,
    );
  }

  /** As `whole`, of a figure without which there is no architecture. */
  needed(names: readonly string[], most: number, least = 1): number {
    const value = this.whole(names, most, least);
    if (value !== undefined) return value;
    const also = names.length > 1 ? ` (or ${names.slice(1).join(', ')})` : '';
    throw new ModelFileError(
      `The field "${names[0]}"${also} is missing, and nothing can be computed without it.`,
      fromPublisher,
      names[0],
    );
  }

  flag(name: string): boolean | undefined {
    const value = this.get(name);
    return typeof value === 'boolean' ? value : undefined;
  }

  text(name: string): string | undefined {
    const value = this.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  /** A list with one entry for each layer, or undefined. */
  list(name: string, length?: number): readonly unknown[] | undefined {
    const value = this.get(name);
    if (!Array.isArray(value)) return undefined;
    if (length !== undefined && value.length !== length) {
      throw new ModelFileError(
        `The field "${name}" has ${value.length} entries for ${length} layers.`,
        fromPublisher,
        name,
      );
    }
    return value;
  }

  /** The fields of a nested object, or undefined. */
  object(name: string): ConfigFields | undefined {
    const value = this.get(name);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? new ConfigFields(value as Readonly<Record<string, unknown>>)
      : undefined;
  }
}
