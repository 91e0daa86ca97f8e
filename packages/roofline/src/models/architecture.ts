/** Softmax attention: keys and values of each token stay in the cache. */
export interface Attention {
  readonly kind: 'attention';
  readonly heads: number;
  readonly keyValueHeads: number;
  /** Numbers of one head's key (and query) and of its value. */
  readonly keySize: number;
  readonly valueSize: number;
  /** Only so many last tokens are seen; absent: all of them. */
  readonly windowTokens?: number;
  /** Beyond the window one cached vector stands for so many tokens (DeepSeek V4). */
  readonly compressedTokens?: number;
  /** Keys and values of an earlier layer are used: no projections and no cache of its own. */
  readonly isCacheShared?: boolean;
  /** Keys serve as values too: one projection and one cached vector instead of two. */
  readonly isKeyAlsoValue?: boolean;
  /** Numbers of the gate by which the output is multiplied: one for each head or each number. */
  readonly gateSize?: number;
  /** Rank through which queries are projected; absent: one matrix. */
  readonly queryRank?: number;
  /** Output projected in groups, each through a rank (DeepSeek V4). */
  readonly outputGroups?: { readonly count: number; readonly rank: number };
  /** Query, key and value are one tensor in the file. */
  readonly isFused?: boolean;
}

/** Multi-head latent attention (DeepSeek-V2, arXiv:2405.04434): one compressed vector is cached. */
export interface LatentAttention {
  readonly kind: 'latent';
  readonly heads: number;
  /** Rank through which queries are projected; absent: one matrix. */
  readonly queryRank?: number;
  readonly keyValueRank: number;
  readonly ropeHeadSize: number;
  readonly plainHeadSize: number;
  readonly valueHeadSize: number;
  readonly gateSize?: number;
  /** Chooses the tokens that are seen (DeepSeek V3.2, arXiv:2512.02556). */
  readonly index?: { readonly heads: number; readonly size: number; readonly tokens: number };
}

/** Linear attention with a gated delta rule (arXiv:2412.06464): a state of fixed size. */
export interface LinearAttention {
  readonly kind: 'linear';
  readonly keyHeads: number;
  readonly valueHeads: number;
  readonly keySize: number;
  readonly valueSize: number;
  readonly convolutionTokens: number;
  /** Rank of the gates' projections (Kimi Linear, arXiv:2510.26692); absent: full matrices. */
  readonly gateRank?: number;
}

/** Mamba 2 (arXiv:2405.21060): a state of fixed size for each head. */
export interface StateSpace {
  readonly kind: 'state-space';
  readonly heads: number;
  readonly headSize: number;
  readonly stateSize: number;
  readonly groups: number;
  readonly convolutionTokens: number;
}

/** Gated short convolution (LFM2): only a few last tokens are kept. */
export interface Convolution {
  readonly kind: 'convolution';
  readonly size: number;
  readonly convolutionTokens: number;
}

/** What lets a layer's tokens see each other. */
export type Mixer = Attention | LatentAttention | LinearAttention | StateSpace | Convolution;

export interface DenseFeedForward {
  readonly kind: 'dense';
  readonly size: number;
  /** 3 with a gate, 2 without. */
  readonly matrices: 2 | 3;
}

/** Mixture of experts: each token visits some of them, and all of what is shared. */
export interface Experts {
  readonly kind: 'experts';
  readonly count: number;
  readonly perToken: number;
  readonly size: number;
  readonly matrices: 2 | 3;
  /** Width of the dense block beside the experts: all shared experts together; 0 for none. */
  readonly sharedSize: number;
  /** Width that experts work in where it is not the hidden size. */
  readonly inputSize?: number;
}

export type FeedForward = DenseFeedForward | Experts;

/** Equal layers that follow each other. Several mixers work side by side. */
export interface LayerRun {
  readonly count: number;
  readonly mixers: readonly Mixer[];
  readonly feedForward?: FeedForward;
}

/** What a language model is made of: enough for its bytes and flops, tensor by tensor. */
export interface Architecture {
  /** Layers in all: the counts of the runs together. */
  readonly layers: number;
  readonly layerRuns: readonly LayerRun[];
  readonly hiddenSize: number;
  readonly vocabularySize: number;
  /** True when the input embedding is also the output matrix. */
  readonly isEmbeddingTied: boolean;
  /** An embedding of its own for each layer (Gemma 3n): a table of which only rows are read. */
  readonly perLayerEmbedding?: { readonly size: number; readonly vocabularySize: number };
  /** Rank of the learned augmented residual of each layer (Gemma 3n). */
  readonly residualRank?: number;
  /** ggml type in which experts were published and that files of every format keep (gpt-oss). */
  readonly expertType?: string;
  readonly maximumContextTokens: number;
  /** Parts of the published model that no figure here counts, e.g. a vision tower. */
  readonly leftOut?: readonly string[];
}

/** Runs of equal neighbours of a list of layers, so that 94 equal ones are one entry. */
export function layerRunsOf(layers: readonly Omit<LayerRun, 'count'>[]): LayerRun[] {
  const runs: { key: string; count: number; layer: Omit<LayerRun, 'count'> }[] = [];
  for (const layer of layers) {
    const key = JSON.stringify(layer);
    const last = runs.at(-1);
    if (last?.key === key) last.count += 1;
    else runs.push({ key, count: 1, layer });
  }
  return runs.map(({ count, layer }) => ({ count, ...layer }));
}

/** The experts of an architecture's first layer that has some, or undefined. */
export function expertsOf({ layerRuns }: Pick<Architecture, 'layerRuns'>): Experts | undefined {
  for (const { feedForward } of layerRuns) {
    if (feedForward?.kind === 'experts') return feedForward;
  }
  return undefined;
}
