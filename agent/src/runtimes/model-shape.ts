import { smallestVocabularySize } from './vocabulary.ts';

/** Architecture of a synthetic llama model. Sizes are in elements. */
export interface ModelShape {
  readonly layers: number;
  readonly hiddenSize: number;
  readonly feedForwardSize: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly vocabularySize: number;
  readonly contextTokens: number;
}

/** Weights that share one scale in the quantized formats; each row is a whole number of them. */
const blockWeights = 32;

/**
 * Ten layers as Llama 3.2 1B has them, with a vocabulary of 8192: 0.64 billion parameters, some ten
 * times the last-level cache of a desktop and seconds of work on two cores.
 * Source of the layer: https://huggingface.co/meta-llama/Llama-3.2-1B/blob/main/config.json
 */
export const defaultShape: ModelShape = {
  layers: 10,
  hiddenSize: 2048,
  feedForwardSize: 8192,
  heads: 32,
  keyValueHeads: 8,
  vocabularySize: 8192,
  contextTokens: 1024,
};

/** Elements of one attention head. */
export function headSizeOf(shape: ModelShape): number {
  return shape.hiddenSize / shape.heads;
}

/** @throws RangeError naming the first size with which no llama model can be made. */
export function checkShape(shape: ModelShape): void {
  for (const [name, value] of Object.entries(shape)) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new RangeError(`The model's ${name} is a whole number of at least 1; got ${value}.`);
    }
  }
  for (const name of ['hiddenSize', 'feedForwardSize'] as const) {
    if (shape[name] % blockWeights !== 0) {
      throw new RangeError(
        `The model's ${name} is a multiple of ${blockWeights}; got ${shape[name]}.`,
      );
    }
  }
  if (shape.vocabularySize < smallestVocabularySize) {
    throw new RangeError(
      `The model's vocabularySize is at least ${smallestVocabularySize}; got ${shape.vocabularySize}.`,
    );
  }
  // Rotary embedding turns pairs of elements, so a head has an even number of them.
  if (headSizeOf(shape) % 2 !== 0) {
    throw new RangeError(
      `${shape.heads} heads do not divide the hiddenSize ${shape.hiddenSize} evenly.`,
    );
  }
  if (shape.heads % shape.keyValueHeads !== 0) {
    throw new RangeError(
      `${shape.keyValueHeads} keyValueHeads do not divide ${shape.heads} heads.`,
    );
  }
}
