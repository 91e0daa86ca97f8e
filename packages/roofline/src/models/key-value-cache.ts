import type { Architecture, Attention, Mixer } from './architecture.ts';
import { type CacheFormat, f16Cache } from './cache-formats.ts';

/** States of linear attention and state spaces are kept in f32. */
const stateBytesPerNumber = 4;

/** Entries that the cache of one layer holds when `tokens` tokens were seen. */
function cachedEntries({ windowTokens, compressedTokens }: Attention, tokens: number): number {
  const seen = Math.min(tokens, windowTokens ?? tokens);
  return seen + (compressedTokens ? tokens / compressedTokens : 0);
}

/** Bytes that one layer's mixer keeps of one sequence. */
function mixerCacheBytes(mixer: Mixer, tokens: number, bytesPerNumber: number): number {
  switch (mixer.kind) {
    case 'attention': {
      if (mixer.isCacheShared) return 0;
      const { keySize, valueSize, keyValueHeads, isKeyAlsoValue, compressedTokens } = mixer;
      // Runtimes keep keys and values apart even where one projection makes both; only where one
      // compressed vector is all there is (DeepSeek V4) is it kept once.
      const numbers = isKeyAlsoValue && compressedTokens ? keySize : keySize + valueSize;
      return keyValueHeads * numbers * bytesPerNumber * cachedEntries(mixer, tokens);
    }
    case 'latent': {
      const index = mixer.index?.size ?? 0;
      return (mixer.keyValueRank + mixer.ropeHeadSize + index) * bytesPerNumber * tokens;
    }
    case 'linear': {
      const { keyHeads, valueHeads, keySize, valueSize, convolutionTokens } = mixer;
      const mixed = 2 * keyHeads * keySize + valueHeads * valueSize;
      const state = valueHeads * keySize * valueSize + (convolutionTokens - 1) * mixed;
      return state * stateBytesPerNumber;
    }
    case 'state-space': {
      const { heads, headSize, stateSize, groups, convolutionTokens } = mixer;
      const mixed = heads * headSize + 2 * groups * stateSize;
      return (heads * headSize * stateSize + (convolutionTokens - 1) * mixed) * stateBytesPerNumber;
    }
    case 'convolution':
      return (mixer.convolutionTokens - 1) * mixer.size * stateBytesPerNumber;
    default:
      return mixer satisfies never;
  }
}

/**
 * Bytes of the key-value cache of one sequence of `tokens` tokens. Sliding layers keep their window
 * only; latent attention one compressed vector per layer; states do not grow.
 * @example
 * // 2 · 32 layers · 8 heads · 128 numbers · 2 bytes · 8192 tokens = 1 GiB
 * keyValueCacheBytes(findModel('llama-3.1-8b'), 8192) // 1073741824
 */
export function keyValueCacheBytes(
  architecture: Architecture,
  tokens: number,
  format: CacheFormat = f16Cache,
): number {
  const bytesPerNumber = format.bitsPerNumber / 8;
  return architecture.layerRuns.reduce(
    (sum, { count, mixers }) =>
      sum +
      count *
        mixers.reduce((all, mixer) => all + mixerCacheBytes(mixer, tokens, bytesPerNumber), 0),
    0,
  );
}

/** Products of one token with what one layer's mixer keeps of `tokens` tokens. */
function mixerProducts(mixer: Mixer, tokens: number, isPrefill: boolean): number {
  switch (mixer.kind) {
    case 'attention':
      return mixer.heads * (mixer.keySize + mixer.valueSize) * cachedEntries(mixer, tokens);
    case 'latent': {
      const { heads, keyValueRank, ropeHeadSize, plainHeadSize, valueHeadSize, index } = mixer;
      // Decode multiplies with the compressed vectors, prefill with the keys and values in them.
      const each = isPrefill
        ? plainHeadSize + ropeHeadSize + valueHeadSize
        : 2 * keyValueRank + ropeHeadSize;
      const seen = Math.min(tokens, index?.tokens ?? tokens);
      return heads * each * seen + (index ? index.heads * index.size * tokens : 0);
    }
    case 'linear':
      // The delta rule reads the state, corrects it and reads it again.
      return 3 * mixer.valueHeads * mixer.keySize * mixer.valueSize;
    case 'state-space':
      return 2 * mixer.heads * mixer.headSize * mixer.stateSize;
    case 'convolution':
      return mixer.convolutionTokens * mixer.size;
    default:
      return mixer satisfies never;
  }
}

/** Multiply-adds of one token with what all layers keep of the `tokens` tokens before it. */
export function attentionProducts(
  architecture: Architecture,
  tokens: number,
  phase: 'decode' | 'prefill',
): number {
  return architecture.layerRuns.reduce(
    (sum, { count, mixers }) =>
      sum +
      count *
        mixers.reduce((all, mixer) => all + mixerProducts(mixer, tokens, phase === 'prefill'), 0),
    0,
  );
}
