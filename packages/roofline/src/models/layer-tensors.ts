import type { Architecture, FeedForward, LayerRun, Mixer } from './architecture.ts';

/**
 * What a tensor does, as far as formats store tensors differently. `small` ones are kept in f32 by
 * every format: routers, convolutions, norms' neighbours.
 */
export type TensorRole =
  | 'embedding'
  | 'layer-embedding'
  | 'output'
  | 'query'
  | 'key'
  | 'value'
  | 'query-key-value'
  | 'attention-output'
  | 'mixer'
  | 'gate'
  | 'up'
  | 'down'
  | 'expert-gate'
  | 'expert-up'
  | 'expert-down'
  | 'small';

/** A matrix of one layer; of experts all together. */
export interface Tensor {
  readonly role: TensorRole;
  readonly parameters: number;
  /** Length of a row, in which formats cut their blocks. */
  readonly columns: number;
}

function matrix(role: TensorRole, columns: number, rows: number): Tensor {
  return { role, columns, parameters: columns * rows };
}

function attentionTensors(hidden: number, mixer: Mixer & { kind: 'attention' }): Tensor[] {
  const { heads, keyValueHeads, keySize, valueSize, queryRank, outputGroups } = mixer;
  const queries = heads * keySize;
  const values = heads * valueSize;
  const output = outputGroups
    ? [
        matrix('mixer', values / outputGroups.count, outputGroups.count * outputGroups.rank),
        matrix('attention-output', outputGroups.count * outputGroups.rank, hidden),
      ]
    : [matrix('attention-output', values, hidden)];
  const gate = mixer.gateSize ? [matrix('query', hidden, mixer.gateSize)] : [];
  const query = queryRank
    ? [matrix('mixer', hidden, queryRank), matrix('mixer', queryRank, queries)]
    : [matrix('query', hidden, queries)];
  if (mixer.isCacheShared) return [...query, ...gate, ...output];
  const keys = keyValueHeads * keySize;
  const cached = mixer.isKeyAlsoValue ? 0 : keyValueHeads * valueSize;
  if (mixer.isFused) {
    return [matrix('query-key-value', hidden, queries + keys + cached), ...gate, ...output];
  }
  return [
    ...query,
    ...gate,
    matrix('key', hidden, keys),
    ...(cached > 0 ? [matrix('value', hidden, cached)] : []),
    ...output,
  ];
}

function latentTensors(hidden: number, mixer: Mixer & { kind: 'latent' }): Tensor[] {
  const { heads, queryRank, keyValueRank, ropeHeadSize, plainHeadSize, valueHeadSize } = mixer;
  const queries = heads * (plainHeadSize + ropeHeadSize);
  const { index } = mixer;
  return [
    ...(queryRank
      ? [matrix('mixer', hidden, queryRank), matrix('mixer', queryRank, queries)]
      : [matrix('query', hidden, queries)]),
    ...(mixer.gateSize ? [matrix('mixer', hidden, mixer.gateSize)] : []),
    matrix('mixer', hidden, keyValueRank + ropeHeadSize),
    matrix('mixer', keyValueRank, heads * (plainHeadSize + valueHeadSize)),
    matrix('attention-output', heads * valueHeadSize, hidden),
    ...(index
      ? [
          matrix('mixer', queryRank ?? hidden, index.heads * index.size),
          matrix('mixer', hidden, index.size + index.heads),
        ]
      : []),
  ];
}

function linearTensors(hidden: number, mixer: Mixer & { kind: 'linear' }): Tensor[] {
  const { keyHeads, valueHeads, keySize, valueSize, convolutionTokens, gateRank } = mixer;
  const mixed = 2 * keyHeads * keySize + valueHeads * valueSize;
  const values = valueHeads * valueSize;
  const gates =
    gateRank === undefined
      ? [matrix('mixer', hidden, values), matrix('mixer', hidden, 2 * valueHeads)]
      : [
          matrix('mixer', hidden, 2 * gateRank + valueHeads),
          matrix('mixer', gateRank, keyHeads * keySize + values),
        ];
  return [
    matrix('query-key-value', hidden, mixed),
    ...gates,
    matrix('small', convolutionTokens, mixed),
    matrix('mixer', values, hidden),
  ];
}

function stateSpaceTensors(hidden: number, mixer: Mixer & { kind: 'state-space' }): Tensor[] {
  const inner = mixer.heads * mixer.headSize;
  const states = 2 * mixer.groups * mixer.stateSize;
  return [
    matrix('mixer', hidden, 2 * inner + states + mixer.heads),
    matrix('small', mixer.convolutionTokens, inner + states),
    matrix('mixer', inner, hidden),
  ];
}

function mixerTensors(hidden: number, mixer: Mixer): Tensor[] {
  switch (mixer.kind) {
    case 'attention':
      return attentionTensors(hidden, mixer);
    case 'latent':
      return latentTensors(hidden, mixer);
    case 'linear':
      return linearTensors(hidden, mixer);
    case 'state-space':
      return stateSpaceTensors(hidden, mixer);
    case 'convolution':
      return [
        matrix('mixer', hidden, 3 * mixer.size),
        matrix('small', mixer.convolutionTokens, mixer.size),
        matrix('mixer', mixer.size, hidden),
      ];
    default:
      return mixer satisfies never;
  }
}

function block(prefix: '' | 'expert-', width: number, size: number, matrices: 2 | 3): Tensor[] {
  return [
    ...(matrices === 3 ? [matrix(`${prefix}gate`, width, size)] : []),
    matrix(`${prefix}up`, width, size),
    matrix(`${prefix}down`, size, width),
  ];
}

/** Routed experts of a layer, all of them. */
function expertTensors(hidden: number, feedForward: FeedForward | undefined): Tensor[] {
  if (feedForward?.kind !== 'experts') return [];
  const { count, size, matrices, inputSize = hidden } = feedForward;
  return block('expert-', inputSize, size, matrices).map((tensor) => ({
    ...tensor,
    parameters: tensor.parameters * count,
  }));
}

/** What each token is multiplied with in a layer's feed-forward part. */
function sharedTensors(hidden: number, feedForward: FeedForward | undefined): Tensor[] {
  if (feedForward === undefined) return [];
  if (feedForward.kind === 'dense')
    return block('', hidden, feedForward.size, feedForward.matrices);
  const { sharedSize, matrices, count, inputSize } = feedForward;
  return [
    matrix('small', hidden, count),
    ...(inputSize ? [matrix('mixer', hidden, inputSize), matrix('mixer', inputSize, hidden)] : []),
    ...(sharedSize > 0 ? block('', hidden, sharedSize, matrices) : []),
  ];
}

/** Matrices of one layer of a run, by the part that reads them. Norms and biases are left out. */
export interface LayerTensors {
  readonly mixers: readonly Tensor[];
  /** Dense block, shared experts and routers: touched by each token. */
  readonly feedForward: readonly Tensor[];
  /** Routed experts, all of them; a token touches some. */
  readonly experts: readonly Tensor[];
}

/** The matrices of one layer. */
export function layerTensors(architecture: Architecture, run: LayerRun): LayerTensors {
  const { hiddenSize, perLayerEmbedding, residualRank } = architecture;
  const perLayer = perLayerEmbedding
    ? [
        matrix('up', hiddenSize, perLayerEmbedding.size),
        matrix('down', perLayerEmbedding.size, hiddenSize),
      ]
    : [];
  const residual = residualRank ? [matrix('small', hiddenSize, 2 * residualRank)] : [];
  return {
    mixers: run.mixers.flatMap((mixer) => mixerTensors(hiddenSize, mixer)),
    feedForward: [...sharedTensors(hiddenSize, run.feedForward), ...perLayer, ...residual],
    experts: expertTensors(hiddenSize, run.feedForward),
  };
}

/** Tensors that belong to no layer. */
export interface CommonTensors {
  readonly embedding: Tensor;
  /** Absent when the embedding is the output matrix too. */
  readonly output?: Tensor;
  /** Table of the per-layer embeddings: only rows are read. */
  readonly layerEmbedding?: Tensor;
  /** Projects the hidden state to the per-layer embeddings, once a token. */
  readonly layerProjection?: Tensor;
}

/** The embedding, the output matrix, and what feeds every layer. */
export function commonTensors(architecture: Architecture): CommonTensors {
  const { hiddenSize, vocabularySize, isEmbeddingTied, perLayerEmbedding, layers } = architecture;
  const embedding = matrix('embedding', hiddenSize, vocabularySize);
  return {
    embedding,
    ...(!isEmbeddingTied && { output: { ...embedding, role: 'output' } }),
    ...(perLayerEmbedding && {
      layerEmbedding: matrix(
        'layer-embedding',
        layers * perLayerEmbedding.size,
        perLayerEmbedding.vocabularySize,
      ),
      layerProjection: matrix('small', hiddenSize, layers * perLayerEmbedding.size),
    }),
  };
}
