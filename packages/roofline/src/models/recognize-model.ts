import type { Quantization } from '../quantizations/define-quantization.ts';
import { recognizeQuantization } from '../quantizations/recognize-quantization.ts';
import { expertsOf } from './architecture.ts';
import type { Model } from './define-model.ts';
import { findGenericModel, genericModel } from './generic-model.ts';
import { modelFamilies } from './model-families.ts';
import { findModel, models } from './models.ts';
import { type NormalName, normalName } from './normal-name.ts';
import { totalParameters } from './parameters.ts';

/** What a name means. */
export interface Recognized {
  /** A model of the catalogue, or a typical one of the size that the name says (`isGeneric`). */
  readonly model: Model;
  /** The weight format that the name says, if it says one. */
  readonly quantization?: Quantization;
}

/** Models that are no language model, or another one than the name they carry. */
const others =
  /\b(?:embedding|embed|reranker|rerank|whisper|ocr|tts|asr|audio|omni|diffusion|draft|eagle|clip|vae|lora|reap|pruned|prune)\b/;

/** Sizes at most so far apart are the same size in a name. */
const sameSize = 0.03;

/** Granite's hybrids are other models than the dense ones of their size, and some sizes are words. */
function writtenSize({ words, size }: NormalName): string | undefined {
  if (!/\bgranite\b/.test(words)) return size;
  const word = /\bh (tiny|small|micro)\b/.exec(words)?.[1] ?? size;
  return word !== undefined && /\bh\b/.test(words) ? `h-${word}` : word;
}

function fromFamily(name: NormalName): Model | undefined {
  const size = writtenSize(name);
  for (const { pattern, sizes, only } of modelFamilies) {
    if (!pattern.test(name.words)) continue;
    const id =
      size === undefined || Object.keys(sizes).length === 0
        ? only
        : Object.hasOwn(sizes, size)
          ? sizes[size]
          : undefined;
    if (id !== undefined) return findModel(id) ?? findGenericModel(id);
  }
  return undefined;
}

/** What the models of the catalogue call their sizes. */
const namedSizes = models.map((model) => ({
  billions: normalName(model.title).billions ?? totalParameters(model) / 1e9,
  isDense: expertsOf(model) === undefined,
}));

/**
 * True when a bare size means a dense model: three of four models of that size in the catalogue are.
 * Of 30B or 35B most have experts, so that a guess would be wrong by ten times.
 */
function isUsuallyDense(billions: number): boolean {
  const same = namedSizes.filter(
    (named) => Math.abs(Math.log(named.billions / billions)) < sameSize,
  );
  const dense = same.filter(({ isDense }) => isDense).length;
  return dense >= 3 * (same.length - dense);
}

function fromSize({ billions, activeBillions }: NormalName): Model | undefined {
  if (billions === undefined) return undefined;
  if (activeBillions === undefined && !isUsuallyDense(billions)) return undefined;
  return genericModel({ billions, activeBillions });
}

/**
 * What a name means that somebody typed or a tool reported: a repository, an Ollama tag, a file, a
 * llama-bench line. Never a guess at another model: where the catalogue lacks the one that is named
 * but the name says a size, the answer is a typical model of that size and says so; where a size
 * could mean a dense model as well as one with experts, there is none.
 * @example recognize('unsloth/Qwen3-8B-GGUF:Q4_K_M')?.model.id // 'qwen3-8b'
 * @example recognize('Tess-4-35B-A3B')?.model.id // 'generic-35b-a3b'
 */
export function recognize(name: string): Recognized | undefined {
  const byId = findModel(name);
  if (byId !== undefined) return { model: byId };
  const normal = normalName(name);
  if (others.test(normal.words)) return undefined;
  const model = fromFamily(normal) ?? fromSize(normal);
  if (model === undefined) return undefined;
  const quantization =
    normal.format === undefined ? undefined : recognizeQuantization(normal.format);
  return { model, ...(quantization && { quantization }) };
}

/**
 * The model that a published name means, or undefined.
 * @example recognizeModel('Llama 3.2:3b')?.id // 'llama-3.2-3b'
 */
export function recognizeModel(name: string): Model | undefined {
  return recognize(name)?.model;
}
