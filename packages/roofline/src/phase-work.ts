import { type Cost, flopsPerFma } from './cost.ts';
import type { Model } from './models/define-model.ts';
import { attentionWidth, keyValueCacheBytes } from './models/key-value-cache.ts';
import { activeParameters, modelParameters, touchedExpertRatio } from './models/parameters.ts';
import type { Quantization } from './quantizations/define-quantization.ts';
import type { Workload } from './workload.ts';

/** What one step of a phase must move and multiply, on all devices together. */
export interface PhaseWork extends Cost {
  /** Tokens that the step produces (decode) or reads (prefill, training). */
  readonly tokens: number;
  readonly weightBytes: number;
  readonly cacheBytes: number;
}

/** Bytes of the stored model: what must be in memory. */
export function storedWeightBytes(model: Model, quantization: Quantization): number {
  const p = modelParameters(model);
  const { bits } = quantization;
  const total =
    p.embedding * (model.isEmbeddingTied ? bits.output : bits.embedding) +
    p.output * bits.output +
    p.attention * bits.attention +
    (p.feedForward + p.routedExperts) * bits.feedForward;
  return total / 8;
}

/** Bytes of weights read by one step over `tokens` tokens; of the input embedding only rows are read. */
function readWeightBytes(model: Model, quantization: Quantization, tokens: number): number {
  const p = modelParameters(model);
  const { bits } = quantization;
  const output = model.isEmbeddingTied ? p.embedding : p.output;
  const experts = p.routedExperts * touchedExpertRatio(model, tokens);
  const total =
    output * bits.output +
    p.attention * bits.attention +
    (p.feedForward + experts) * bits.feedForward;
  return total / 8;
}

/**
 * One decode step: each sequence of the batch gets one token. Weights are read once for all of them,
 * each sequence's cache (prompt and half of the answer, on average) for itself.
 */
export function decodeWork(workload: Workload): PhaseWork {
  const { model, quantization, batchSize } = workload;
  const cached = workload.promptTokens + Math.floor(workload.generatedTokens / 2);
  const weightBytes = readWeightBytes(model, quantization, batchSize);
  const cacheBytes = batchSize * keyValueCacheBytes(model, cached);
  const attentionFlops = 2 * flopsPerFma * attentionWidth(model) * cached;
  return {
    tokens: batchSize,
    weightBytes,
    cacheBytes,
    bytes: weightBytes + cacheBytes,
    flops: batchSize * (flopsPerFma * activeParameters(model) + attentionFlops),
  };
}

/**
 * Prefill of the batch's prompts: each weight is multiplied with each token, and attention with the
 * tokens before it (half the square). The output matrix is needed for the last token only.
 */
export function prefillWork(workload: Workload): PhaseWork {
  const { model, quantization, promptTokens, batchSize } = workload;
  const tokens = promptTokens * batchSize;
  const p = modelParameters(model);
  const output = model.isEmbeddingTied ? p.embedding : p.output;
  const perToken = flopsPerFma * (activeParameters(model) - output);
  const attentionFlops = 2 * flopsPerFma * attentionWidth(model) * (promptTokens / 2);
  const weightBytes = readWeightBytes(model, quantization, tokens);
  const cacheBytes = batchSize * keyValueCacheBytes(model, promptTokens);
  return {
    tokens,
    weightBytes,
    cacheBytes,
    bytes: weightBytes + cacheBytes,
    flops: tokens * (perToken + attentionFlops) + batchSize * flopsPerFma * output,
  };
}

/**
 * One training step: forward 2, backward 4 flops per parameter and token; LoRA needs no gradients of
 * the frozen weights (2 + 2). Source of the 6: Kaplan et al., arXiv:2001.08361, section 2.1.
 */
export function trainingWork(workload: Workload): PhaseWork {
  const { model, quantization, promptTokens, batchSize, job } = workload;
  const forward = prefillWork(workload).flops;
  const factor = job.phase === 'training-lora' ? 2 : 3;
  const weightBytes = factor * storedWeightBytes(model, quantization);
  return {
    tokens: promptTokens * batchSize,
    weightBytes,
    cacheBytes: 0,
    bytes: weightBytes,
    flops: factor * forward,
  };
}
