import type { Model } from './define-model.ts';

/** Parameters by the part of the model that holds them; quantizations store parts differently. */
export interface ModelParameters {
  /** Input embedding; also the output matrix when tied. */
  readonly embedding: number;
  /** Output matrix; 0 when tied to the embedding. */
  readonly output: number;
  readonly attention: number;
  /** Dense feed-forward layers, shared experts and routers: touched by each token. */
  readonly feedForward: number;
  /** All routed experts together. */
  readonly routedExperts: number;
}

function attentionParametersPerLayer(model: Model): number {
  const { attention, hiddenSize } = model;
  if (attention.kind === 'grouped-query') {
    const { heads, keyValueHeads, headSize } = attention;
    return 2 * hiddenSize * headSize * (heads + keyValueHeads);
  }
  const { heads, queryRank, keyValueRank, ropeHeadSize, plainHeadSize, valueHeadSize } = attention;
  return (
    hiddenSize * queryRank +
    queryRank * heads * (plainHeadSize + ropeHeadSize) +
    hiddenSize * (keyValueRank + ropeHeadSize) +
    keyValueRank * heads * (plainHeadSize + valueHeadSize) +
    heads * valueHeadSize * hiddenSize
  );
}

/** Parameters of one gated feed-forward block: gate, up and down projection. */
function feedForwardParameters(model: Model, feedForwardSize: number): number {
  return 3 * model.hiddenSize * feedForwardSize;
}

/**
 * Parameters of each part, from the architecture. Norms and biases (under 0.1 %) are left out.
 * Source of the shapes: the configuration named in {@link Model.source}.
 */
export function modelParameters(model: Model): ModelParameters {
  const embedding = model.vocabularySize * model.hiddenSize;
  const { experts } = model;
  const denseLayers = model.layers - (experts?.layers ?? 0);
  const dense = denseLayers * feedForwardParameters(model, model.feedForwardSize);
  const perExpert = experts ? feedForwardParameters(model, experts.feedForwardSize) : 0;
  const expertLayers = experts?.layers ?? 0;
  const routers = expertLayers * model.hiddenSize * (experts?.count ?? 0);
  return {
    embedding,
    output: model.isEmbeddingTied ? 0 : embedding,
    attention: model.layers * attentionParametersPerLayer(model),
    feedForward: dense + expertLayers * (experts?.shared ?? 0) * perExpert + routers,
    routedExperts: expertLayers * (experts?.count ?? 0) * perExpert,
  };
}

/** All parameters of the model. */
export function totalParameters(model: Model): number {
  const p = modelParameters(model);
  return p.embedding + p.output + p.attention + p.feedForward + p.routedExperts;
}

/**
 * Share of the routed experts that one step touches when `tokens` tokens choose independently:
 * 1 − (1 − k/E)^tokens. It is k/E for one token and tends to 1 for a large batch.
 */
export function touchedExpertRatio(model: Model, tokens: number): number {
  const { experts } = model;
  if (experts === undefined) return 0;
  return 1 - (1 - experts.perToken / experts.count) ** tokens;
}

/** Parameters that one token is multiplied with: its experts, and the output matrix once. */
export function activeParameters(model: Model): number {
  const p = modelParameters(model);
  const output = model.isEmbeddingTied ? p.embedding : p.output;
  return p.attention + p.feedForward + output + p.routedExperts * touchedExpertRatio(model, 1);
}
