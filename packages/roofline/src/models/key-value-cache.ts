import type { Model } from './define-model.ts';

/** Bytes of one cached number: runtimes keep the cache in f16 unless told otherwise. */
const cacheBytesPerNumber = 2;

/**
 * Bytes of the key-value cache of one sequence of `tokens` tokens. Sliding layers keep their window
 * only; latent attention keeps one compressed vector per layer instead of keys and values.
 * @example
 * // 2 · 32 layers · 8 heads · 128 numbers · 2 bytes · 8192 tokens = 1 GiB
 * keyValueCacheBytes(findModel('llama-3.1-8b'), 8192) // 1073741824
 */
export function keyValueCacheBytes(model: Model, tokens: number): number {
  const { attention, layers } = model;
  if (attention.kind === 'latent') {
    const numbers = attention.keyValueRank + attention.ropeHeadSize;
    return layers * numbers * cacheBytesPerNumber * tokens;
  }
  const bytesPerTokenLayer = 2 * attention.keyValueHeads * attention.headSize * cacheBytesPerNumber;
  const sliding = attention.sliding?.layers ?? 0;
  const window = Math.min(tokens, attention.sliding?.windowTokens ?? tokens);
  return bytesPerTokenLayer * ((layers - sliding) * tokens + sliding * window);
}

/** Query heads × head size over all layers: what attention multiplies with each cached token. */
export function attentionWidth(model: Model): number {
  const { attention } = model;
  const headSize =
    attention.kind === 'latent'
      ? attention.plainHeadSize + attention.ropeHeadSize
      : attention.headSize;
  return attention.heads * headSize * model.layers;
}
