import { type Architecture, expertsOf } from '../models/architecture.ts';
import { commonTensors, layerTensors, type Tensor } from '../models/layer-tensors.ts';
import type { ModelTraits, Quantization } from './define-quantization.ts';
import { bitsPerNumber } from './tensor-types.ts';

/** Bytes of one layer's tensors as stored, by the part that reads them. */
export interface LayerBytes {
  readonly mixers: number;
  /** Dense block, shared experts and routers. */
  readonly feedForward: number;
  /** Routed experts, all of them. */
  readonly experts: number;
}

/** Bytes of a model's tensors as stored. */
export interface StoredWeights {
  readonly embedding: number;
  /** The matrix that makes logits: a tensor of its own, or the embedding. */
  readonly output: number;
  /** True when `output` is `embedding` again, and in memory once. */
  readonly isOutputTied: boolean;
  /** Tables of which only rows are read. */
  readonly layerEmbedding: number;
  /** Read once a token, in no layer. */
  readonly common: number;
  readonly layers: readonly LayerBytes[];
  /** Everything that is in memory. */
  readonly total: number;
}

/** Small tensors are kept in f32 by every format. */
const smallBits = 32;

/** What storing a model depends on, beside its tensors. */
interface StoredTraits extends ModelTraits {
  readonly expertType: string | undefined;
}

function bitsOf(tensor: Tensor, quantization: Quantization, model: StoredTraits): number {
  const { base, rules = [] } = quantization;
  if (model.expertType !== undefined && typeof base === 'string') {
    if (tensor.role.startsWith('expert-')) return bitsPerNumber(model.expertType, tensor.columns);
  }
  if (tensor.role === 'small') {
    return typeof base === 'number' || base === 'f16' || base === 'bf16' ? 16 : smallBits;
  }
  const rule = rules.find(
    ({ roles, when }) => roles.includes(tensor.role) && (when === undefined || when(model)),
  );
  const type = rule?.type ?? base;
  return typeof type === 'number' ? type : bitsPerNumber(type, tensor.columns);
}

function queriesPerKey({ layerRuns }: Architecture): number {
  for (const { mixers } of layerRuns) {
    for (const mixer of mixers) {
      if (mixer.kind === 'attention') return mixer.heads / mixer.keyValueHeads;
      if (mixer.kind === 'latent') return mixer.heads;
    }
  }
  return 1;
}

/** Adds the bytes of layers and of what belongs to none. */
export function withTotal(weights: Omit<StoredWeights, 'total'>): StoredWeights {
  const layers = weights.layers.reduce(
    (sum, { mixers, feedForward, experts }) => sum + mixers + feedForward + experts,
    0,
  );
  const output = weights.isOutputTied ? 0 : weights.output;
  const total = layers + weights.embedding + output + weights.layerEmbedding + weights.common;
  return { ...weights, total };
}

function computed(architecture: Architecture, quantization: Quantization): StoredWeights {
  const traits = {
    queriesPerKey: queriesPerKey(architecture),
    expertCount: expertsOf(architecture)?.count ?? 0,
    isEmbeddingTied: architecture.isEmbeddingTied,
    layers: architecture.layers,
    expertType: architecture.expertType,
  };
  const bytes = (tensors: readonly Tensor[], layer: number): number =>
    tensors.reduce(
      (sum, tensor) =>
        sum + (tensor.parameters * bitsOf(tensor, quantization, { ...traits, layer })) / 8,
      0,
    );
  const layers: LayerBytes[] = [];
  for (const run of architecture.layerRuns) {
    const tensors = layerTensors(architecture, run);
    for (let count = 0; count < run.count; count++) {
      const layer = layers.length;
      layers.push({
        mixers: bytes(tensors.mixers, layer),
        feedForward: bytes(tensors.feedForward, layer),
        experts: bytes(tensors.experts, layer),
      });
    }
  }
  const common = commonTensors(architecture);
  const embedding = bytes([common.embedding], 0);
  return withTotal({
    embedding,
    output: common.output ? bytes([common.output], 0) : embedding,
    isOutputTied: common.output === undefined,
    layerEmbedding: common.layerEmbedding ? bytes([common.layerEmbedding], 0) : 0,
    common: common.layerProjection ? bytes([common.layerProjection], 0) : 0,
    layers,
  });
}

const known = new WeakMap<Architecture, Map<Quantization, StoredWeights>>();

/** Bytes of a model's tensors in a format, tensor by tensor. */
export function storedWeights(
  architecture: Architecture,
  quantization: Quantization,
): StoredWeights {
  let ofModel = known.get(architecture);
  if (ofModel === undefined) {
    ofModel = new Map();
    known.set(architecture, ofModel);
  }
  let weights = ofModel.get(quantization);
  if (weights === undefined) {
    weights = computed(architecture, quantization);
    ofModel.set(quantization, weights);
  }
  return weights;
}
