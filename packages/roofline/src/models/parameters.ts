import { type Architecture, expertsOf } from './architecture.ts';
import { commonTensors, layerTensors, type Tensor } from './layer-tensors.ts';

/** Parameters by the part of the model that holds them. */
export interface ModelParameters {
  /** Input embedding; also the output matrix when tied. */
  readonly embedding: number;
  /** Output matrix; 0 when tied to the embedding. */
  readonly output: number;
  /** Attention, linear attention, state space and convolution. */
  readonly attention: number;
  /** Dense feed-forward layers, shared experts and routers: touched by each token. */
  readonly feedForward: number;
  /** All routed experts together. */
  readonly routedExperts: number;
  /** Those of the routed experts that one token visits. */
  readonly visitedExperts: number;
  /** Tables of which only rows are read. */
  readonly layerEmbedding: number;
}

function sum(tensors: readonly Tensor[]): number {
  return tensors.reduce((total, { parameters }) => total + parameters, 0);
}

function counted(architecture: Architecture): ModelParameters {
  const common = commonTensors(architecture);
  let attention = 0;
  let feedForward = common.layerProjection?.parameters ?? 0;
  let routedExperts = 0;
  let visitedExperts = 0;
  for (const run of architecture.layerRuns) {
    const tensors = layerTensors(architecture, run);
    attention += run.count * sum(tensors.mixers);
    feedForward += run.count * sum(tensors.feedForward);
    const routed = run.count * sum(tensors.experts);
    routedExperts += routed;
    if (run.feedForward?.kind === 'experts') {
      visitedExperts += (routed * run.feedForward.perToken) / run.feedForward.count;
    }
  }
  return {
    embedding: common.embedding.parameters,
    output: common.output?.parameters ?? 0,
    attention,
    feedForward,
    routedExperts,
    visitedExperts,
    layerEmbedding: common.layerEmbedding?.parameters ?? 0,
  };
}

const known = new WeakMap<Architecture, ModelParameters>();

/**
 * Parameters of each part, from the architecture. Norms and biases (under 0.1 %) are left out.
 */
export function modelParameters(architecture: Architecture): ModelParameters {
  let parameters = known.get(architecture);
  if (parameters === undefined) {
    parameters = counted(architecture);
    known.set(architecture, parameters);
  }
  return parameters;
}

/** All parameters of the language model; what is left out is not counted. */
export function totalParameters(architecture: Architecture): number {
  const p = modelParameters(architecture);
  return p.embedding + p.output + p.attention + p.feedForward + p.routedExperts + p.layerEmbedding;
}

/**
 * Share of the routed experts that one step touches when `tokens` tokens choose independently:
 * 1 − (1 − k/E)^tokens. It is k/E for one token and tends to 1 for a large batch.
 */
export function touchedExpertRatio(architecture: Architecture, tokens: number): number {
  const experts = expertsOf(architecture);
  if (experts === undefined) return 0;
  return 1 - (1 - experts.perToken / experts.count) ** tokens;
}

/** Parameters that one token is multiplied with: its experts, and the output matrix once. */
export function activeParameters(architecture: Architecture): number {
  const p = modelParameters(architecture);
  const output = architecture.isEmbeddingTied ? p.embedding : p.output;
  return p.attention + p.feedForward + output + p.visitedExperts;
}
