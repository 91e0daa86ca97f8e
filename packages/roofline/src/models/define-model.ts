/** Attention with one key and value head per group of query heads. */
export interface GroupedQueryAttention {
  readonly kind: 'grouped-query';
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headSize: number;
  /** Layers that see only the last `windowTokens` tokens. */
  readonly sliding?: { readonly layers: number; readonly windowTokens: number };
}

/** Multi-head latent attention (DeepSeek-V2, arXiv:2405.04434): one compressed vector is cached. */
export interface LatentAttention {
  readonly kind: 'latent';
  readonly heads: number;
  readonly queryRank: number;
  readonly keyValueRank: number;
  readonly ropeHeadSize: number;
  readonly plainHeadSize: number;
  readonly valueHeadSize: number;
}

/** Mixture of experts: which layers have them, how many there are, how many each token visits. */
export interface Experts {
  readonly layers: number;
  readonly count: number;
  readonly perToken: number;
  readonly shared: number;
  readonly feedForwardSize: number;
}

/** Architecture of a language model, from its published configuration file. */
export interface Model {
  /** Wire id, without `--`, which separates the parts of a workload id. */
  readonly id: string;
  readonly title: string;
  /** Total parameters as published, to which the architecture is checked. */
  readonly publishedParameters: number;
  readonly layers: number;
  readonly hiddenSize: number;
  /** Width of the dense feed-forward layers; unused when every layer has experts. */
  readonly feedForwardSize: number;
  readonly vocabularySize: number;
  /** True when the input embedding is also the output matrix. */
  readonly isEmbeddingTied: boolean;
  readonly attention: GroupedQueryAttention | LatentAttention;
  readonly experts?: Experts;
  readonly maximumContextTokens: number;
  /** Names under which results of this architecture are published, lower case. */
  readonly aliases: readonly string[];
  /** Where the configuration was published. */
  readonly source: string;
}

/** Defines a model, checking at load what the rest of the package relies on. */
export function defineModel<const M extends Model>(model: M): M {
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(model.id) || model.id.includes('--')) {
    throw new Error(`Model id "${model.id}" is not a wire id without "--".`);
  }
  return model;
}
