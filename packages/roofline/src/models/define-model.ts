import type { Architecture } from './architecture.ts';

/** A language model: its architecture with a name, and where its figures were published. */
export interface Model extends Architecture {
  /** Wire id, without `--`, which separates the parts of a workload id. */
  readonly id: string;
  readonly title: string;
  /** Parameters as published, vision towers and prediction heads included; absent if unknown. */
  readonly publishedParameters?: number;
  /**
   * True when only a size is known and the rest is that of a typical model of the size, so that
   * predictions are wider.
   */
  readonly isGeneric?: boolean;
  /** Where the configuration was published, or what the figures rest on. */
  readonly source: string;
}

/** Defines a model, checking what the rest of the package relies on. */
export function defineModel<const M extends Model>(model: M): M {
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(model.id) || model.id.includes('--')) {
    throw new Error(`Model id "${model.id}" is not a wire id without "--".`);
  }
  const counted = model.layerRuns.reduce((sum, { count }) => sum + count, 0);
  if (counted !== model.layers) {
    throw new Error(`Model ${model.id} has ${model.layers} layers, but its runs have ${counted}.`);
  }
  return model;
}
