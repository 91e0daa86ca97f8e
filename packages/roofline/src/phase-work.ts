import { type Cost, flopsPerFma } from './cost.ts';
import { attentionProducts, keyValueCacheBytes } from './models/key-value-cache.ts';
import { activeParameters, modelParameters, touchedExpertRatio } from './models/parameters.ts';
import { type StoredWeights, storedWeights } from './quantizations/stored-weights.ts';
import type { Workload } from './workload.ts';

/** What one step of a phase must move and multiply, on all devices together. */
export interface PhaseWork extends Cost {
  /** Tokens that the step produces (decode) or reads (prefill, training). */
  readonly tokens: number;
  readonly weightBytes: number;
  readonly cacheBytes: number;
}

/** Bytes of a workload's tensors: those of its file where one was read, else of its format. */
export function weightsOf({ model, quantization, weights }: Workload): StoredWeights {
  return weights ?? storedWeights(model, quantization);
}

/** Bytes of weights read by one step over `tokens` tokens; of input embeddings only rows are read. */
function readWeightBytes(workload: Workload, tokens: number): number {
  const stored = weightsOf(workload);
  const touched = touchedExpertRatio(workload.model, tokens);
  return stored.layers.reduce(
    (sum, { mixers, feedForward, experts }) => sum + mixers + feedForward + experts * touched,
    stored.output + stored.common,
  );
}

/**
 * One decode step: each sequence of the batch gets one token. Weights are read once for all of them,
 * each sequence's cache (prompt and half of the answer, on average) for itself.
 */
export function decodeWork(workload: Workload): PhaseWork {
  const { model, batchSize, cacheFormat } = workload;
  const cached = workload.promptTokens + Math.floor(workload.generatedTokens / 2);
  const weightBytes = readWeightBytes(workload, batchSize);
  const cacheBytes = batchSize * keyValueCacheBytes(model, cached, cacheFormat);
  const products = activeParameters(model) + attentionProducts(model, cached, 'decode');
  return {
    tokens: batchSize,
    weightBytes,
    cacheBytes,
    bytes: weightBytes + cacheBytes,
    flops: batchSize * flopsPerFma * products,
  };
}

/**
 * Prefill of the batch's prompts: each weight is multiplied with each token, and attention with the
 * tokens before it (half the square). The output matrix is needed for the last token only.
 */
export function prefillWork(workload: Workload): PhaseWork {
  const { model, promptTokens, batchSize, cacheFormat } = workload;
  const tokens = promptTokens * batchSize;
  const p = modelParameters(model);
  const output = model.isEmbeddingTied ? p.embedding : p.output;
  const perToken =
    activeParameters(model) - output + attentionProducts(model, promptTokens / 2, 'prefill');
  const weightBytes = readWeightBytes(workload, tokens);
  const cacheBytes = batchSize * keyValueCacheBytes(model, promptTokens, cacheFormat);
  return {
    tokens,
    weightBytes,
    cacheBytes,
    bytes: weightBytes + cacheBytes,
    flops: flopsPerFma * (tokens * perToken + batchSize * output),
  };
}

/**
 * One training step: forward 2, backward 4 flops per parameter and token; LoRA needs no gradients of
 * the frozen weights (2 + 2). Source of the 6: Kaplan et al., arXiv:2001.08361, section 2.1.
 */
export function trainingWork(workload: Workload): PhaseWork {
  const { promptTokens, batchSize, job } = workload;
  const forward = prefillWork(workload).flops;
  const factor = job.phase === 'training-lora' ? 2 : 3;
  const weightBytes = factor * weightsOf(workload).total;
  return {
    tokens: promptTokens * batchSize,
    weightBytes,
    cacheBytes: 0,
    bytes: weightBytes,
    flops: factor * forward,
  };
}
