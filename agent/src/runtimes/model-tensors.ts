import { headSizeOf, type ModelShape } from './model-shape.ts';
import type { WeightFormat } from './weight-formats.ts';

/** One tensor of the file. */
export interface ModelTensor {
  readonly name: string;
  /** Elements by dimension, the contiguous one first. */
  readonly dimensions: readonly number[];
  /** Weights are in the model's format; gains, which are few, are f32 ones. */
  readonly holds: 'weights' | 'gains';
  readonly byteLength: number;
}

/** Every tensor of a llama model, in the order in which they lie in the file. */
export function modelTensors(shape: ModelShape, format: WeightFormat): readonly ModelTensor[] {
  const { hiddenSize, feedForwardSize, vocabularySize, keyValueHeads } = shape;
  const keyValueSize = keyValueHeads * headSizeOf(shape);
  const weights = (name: string, columns: number, rows: number): ModelTensor => ({
    name: `${name}.weight`,
    dimensions: [columns, rows],
    holds: 'weights',
    byteLength: ((columns * rows) / format.blockWeights) * format.blockBytes,
  });
  const gains = (name: string): ModelTensor => ({
    name: `${name}.weight`,
    dimensions: [hiddenSize],
    holds: 'gains',
    byteLength: 4 * hiddenSize,
  });
  const layers = Array.from({ length: shape.layers }, (_, layer) => `blk.${layer}`);
  return [
    weights('token_embd', hiddenSize, vocabularySize),
    ...layers.flatMap((layer) => [
      gains(`${layer}.attn_norm`),
      weights(`${layer}.attn_q`, hiddenSize, hiddenSize),
      weights(`${layer}.attn_k`, hiddenSize, keyValueSize),
      weights(`${layer}.attn_v`, hiddenSize, keyValueSize),
      weights(`${layer}.attn_output`, hiddenSize, hiddenSize),
      gains(`${layer}.ffn_norm`),
      weights(`${layer}.ffn_gate`, hiddenSize, feedForwardSize),
      weights(`${layer}.ffn_up`, hiddenSize, feedForwardSize),
      weights(`${layer}.ffn_down`, feedForwardSize, hiddenSize),
    ]),
    gains('output_norm'),
    weights('output', hiddenSize, vocabularySize),
  ];
}
