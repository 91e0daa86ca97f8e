import { open } from 'node:fs/promises';
import { alignedBytes, ggufHeader } from './gguf-header.ts';
import { checkShape, type ModelShape } from './model-shape.ts';
import { type ModelTensor, modelTensors } from './model-tensors.ts';
import type { WeightFormat } from './weight-formats.ts';

/** Random bytes that all tensors are cut from: larger than second-level caches, made in no time. */
const poolBytes = 8 * 2 ** 20;

/** A file of a synthetic model, laid out but not written. */
export interface ModelPlan {
  readonly format: WeightFormat;
  readonly header: Buffer;
  readonly tensors: readonly ModelTensor[];
  readonly fileBytes: number;
}

export interface WriteModelOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (writtenBytes: number) => void;
}

/** Lays out the model's file. @throws RangeError when no model has this shape */
export function planModel(shape: ModelShape, format: WeightFormat): ModelPlan {
  checkShape(shape);
  const tensors = modelTensors(shape, format);
  const header = ggufHeader(shape, format, tensors);
  const weightBytes = tensors.reduce((sum, { byteLength }) => sum + alignedBytes(byteLength), 0);
  return { format, header, tensors, fileBytes: header.length + weightBytes };
}

/** The same pseudorandom blocks in each run (xorshift32), so that a model answers the same. */
function makePool(format: WeightFormat): Buffer {
  const words = new Uint32Array(poolBytes / 4);
  let state = 0x9e3779b9;
  for (let index = 0; index < words.length; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state;
  }
  const blocks = Math.floor(poolBytes / format.blockBytes);
  const pool = Buffer.from(words.buffer, 0, blocks * format.blockBytes);
  format.shape(pool);
  return pool;
}

/** The bytes of one tensor with its padding, in pieces no larger than the pool. */
function* tensorPieces(
  tensor: ModelTensor,
  pool: Buffer,
  firstByte: number,
): Generator<Buffer, void> {
  const padding = Buffer.alloc(alignedBytes(tensor.byteLength) - tensor.byteLength);
  if (tensor.holds === 'gains') {
    yield Buffer.from(new Float32Array(tensor.byteLength / 4).fill(1).buffer);
  } else {
    let from = firstByte;
    for (let left = tensor.byteLength; left > 0; from = 0) {
      const piece = pool.subarray(from, Math.min(pool.length, from + left));
      left -= piece.length;
      yield piece;
    }
  }
  if (padding.length > 0) yield padding;
}

/** Writes the planned model to a new file. Rejects with the file's error, or the abort's reason. */
export async function writeModel(
  path: string,
  plan: ModelPlan,
  { signal, onProgress }: WriteModelOptions = {},
): Promise<void> {
  const { format, header, tensors } = plan;
  const pool = makePool(format);
  const blocks = pool.length / format.blockBytes;
  const file = await open(path, 'wx', 0o600);
  try {
    await writeAll(file, header);
    let written = header.length;
    for (const [index, tensor] of tensors.entries()) {
      // Each tensor starts elsewhere in the pool, so that no two are equal.
      const firstByte = ((index * 7919) % blocks) * format.blockBytes;
      for (const piece of tensorPieces(tensor, pool, firstByte)) {
        signal?.throwIfAborted();
        await writeAll(file, piece);
        written += piece.length;
      }
      onProgress?.(written);
    }
  } finally {
    await file.close();
  }
}

/** One write may take less than it was given, as at a file size limit. */
async function writeAll(file: Awaited<ReturnType<typeof open>>, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    at += (await file.write(bytes, at)).bytesWritten;
  }
}
