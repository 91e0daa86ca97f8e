import type { ModelShape } from './model-shape.ts';
import type { ModelTensor } from './model-tensors.ts';
import { tokenText } from './vocabulary.ts';
import type { WeightFormat } from './weight-formats.ts';

/** Tensors start at multiples of this; it is what readers assume when the file names no other. */
const alignmentBytes = 32;

/** Numbers of the value types and of the f32 tensor type. */
const types = { uint32: 4, float32: 6, string: 8, array: 9, tensorFloat32: 0 } as const;

/** Appends little-endian fields as the format spells them. */
class FieldWriter {
  readonly #parts: Buffer[] = [];

  uint32(value: number): this {
    const field = Buffer.alloc(4);
    field.writeUInt32LE(value);
    this.#parts.push(field);
    return this;
  }

  uint64(value: number): this {
    const field = Buffer.alloc(8);
    field.writeBigUInt64LE(BigInt(value));
    this.#parts.push(field);
    return this;
  }

  float32(value: number): this {
    const field = Buffer.alloc(4);
    field.writeFloatLE(value);
    this.#parts.push(field);
    return this;
  }

  text(value: string): this {
    const bytes = Buffer.from(value, 'utf8');
    this.uint64(bytes.length).#parts.push(bytes);
    return this;
  }

  /** Everything, padded with zeros to the alignment. */
  finish(): Buffer {
    const bytes = Buffer.concat(this.#parts);
    return Buffer.concat([bytes, Buffer.alloc(alignedBytes(bytes.length) - bytes.length)]);
  }
}

/** The next multiple of the alignment. */
export function alignedBytes(byteLength: number): number {
  return Math.ceil(byteLength / alignmentBytes) * alignmentBytes;
}

/** The metadata without which llama.cpp refuses a llama model, or ends the process. */
function metadata(shape: ModelShape): readonly (readonly [string, number])[] {
  return [
    ['llama.context_length', shape.contextTokens],
    ['llama.embedding_length', shape.hiddenSize],
    ['llama.block_count', shape.layers],
    ['llama.feed_forward_length', shape.feedForwardSize],
    ['llama.attention.head_count', shape.heads],
    ['llama.attention.head_count_kv', shape.keyValueHeads],
  ];
}

/**
 * All of a GGUF file before its first tensor: magic, metadata, the tensors' names and places.
 * Source: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md (version 3)
 */
export function ggufHeader(
  shape: ModelShape,
  format: WeightFormat,
  tensors: readonly ModelTensor[],
): Buffer {
  const numbers = metadata(shape);
  const writer = new FieldWriter();
  // "GGUF", read as a little-endian number.
  writer
    .uint32(0x46554747)
    .uint32(3)
    .uint64(tensors.length)
    .uint64(numbers.length + 4);
  writer.text('general.architecture').uint32(types.string).text('llama');
  for (const [key, value] of numbers) writer.text(key).uint32(types.uint32).uint32(value);
  writer.text('llama.attention.layer_norm_rms_epsilon').uint32(types.float32).float32(1e-5);
  writer.text('tokenizer.ggml.model').uint32(types.string).text('llama');
  writer.text('tokenizer.ggml.tokens').uint32(types.array).uint32(types.string);
  writer.uint64(shape.vocabularySize);
  for (let token = 0; token < shape.vocabularySize; token++) writer.text(tokenText(token));
  let offset = 0;
  for (const tensor of tensors) {
    writer.text(tensor.name).uint32(tensor.dimensions.length);
    for (const dimension of tensor.dimensions) writer.uint64(dimension);
    writer.uint32(tensor.holds === 'gains' ? types.tensorFloat32 : format.tensorType);
    writer.uint64(offset);
    offset += alignedBytes(tensor.byteLength);
  }
  return writer.finish();
}
