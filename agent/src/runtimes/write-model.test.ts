import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { totalParameters } from '@ridgeline/roofline/models/parameters';
import { weightsOf } from '@ridgeline/roofline/phase-work';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultShape, type ModelShape } from './model-shape.ts';
import { syntheticWorkload } from './synthetic-workload.ts';
import { weightFormats } from './weight-formats.ts';
import { planModel, writeModel } from './write-model.ts';

const shape: ModelShape = {
  layers: 2,
  hiddenSize: 192,
  feedForwardSize: 352,
  heads: 6,
  keyValueHeads: 2,
  vocabularySize: 300,
  contextTokens: 64,
};

interface ReadTensor {
  readonly dimensions: readonly number[];
  readonly type: number;
  readonly offset: number;
}

/** Reads what the GGUF description says, sharing nothing with the writer. */
class GgufReader {
  #at = 0;
  readonly bytes: Buffer;
  readonly metadata = new Map<string, unknown>();
  readonly tensors = new Map<string, ReadTensor>();
  readonly dataStart: number;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    expect(bytes.toString('latin1', 0, 4)).toBe('GGUF');
    this.#at = 4;
    expect(this.#uint32()).toBe(3);
    const tensorCount = this.#uint64();
    const keyCount = this.#uint64();
    for (let key = 0; key < keyCount; key++) {
      this.metadata.set(this.#text(), this.#value(this.#uint32()));
    }
    for (let tensor = 0; tensor < tensorCount; tensor++) {
      const name = this.#text();
      const dimensions = Array.from({ length: this.#uint32() }, () => this.#uint64());
      this.tensors.set(name, { dimensions, type: this.#uint32(), offset: this.#uint64() });
    }
    this.dataStart = Math.ceil(this.#at / 32) * 32;
  }

  #uint32(): number {
    this.#at += 4;
    return this.bytes.readUInt32LE(this.#at - 4);
  }

  #uint64(): number {
    this.#at += 8;
    return Number(this.bytes.readBigUInt64LE(this.#at - 8));
  }

  #text(): string {
    const length = this.#uint64();
    this.#at += length;
    return this.bytes.toString('utf8', this.#at - length, this.#at);
  }

  #value(type: number): unknown {
    if (type === 4) return this.#uint32();
    if (type === 8) return this.#text();
    if (type === 6) {
      this.#at += 4;
      return this.bytes.readFloatLE(this.#at - 4);
    }
    if (type !== 9) throw new Error(`unexpected value type ${type}`);
    const itemType = this.#uint32();
    return Array.from({ length: this.#uint64() }, () => this.#value(itemType));
  }
}

function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return exponent
    ? sign * 2 ** (exponent - 15) * (1 + fraction / 1024)
    : sign * 2 ** -24 * fraction;
}

/** Weights as the formats' descriptions decode them. */
const decoders: Readonly<Record<number, (bytes: Buffer) => number[]>> = {
  1: (bytes) =>
    Array.from({ length: bytes.length / 2 }, (_, i) => halfToNumber(bytes.readUInt16LE(2 * i))),
  2: (bytes) =>
    Array.from({ length: bytes.length / 18 }, (_, block) => {
      const scale = halfToNumber(bytes.readUInt16LE(18 * block));
      const nibbles = [...bytes.subarray(18 * block + 2, 18 * block + 18)];
      return [...nibbles.map((b) => b & 15), ...nibbles.map((b) => b >> 4)].map(
        (q) => scale * (q - 8),
      );
    }).flat(),
  8: (bytes) =>
    Array.from({ length: bytes.length / 34 }, (_, block) => {
      const scale = halfToNumber(bytes.readUInt16LE(34 * block));
      return Array.from({ length: 32 }, (_, i) => scale * bytes.readInt8(34 * block + 2 + i));
    }).flat(),
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'write-model-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(weightFormats)('a model in $id', (format) => {
  const path = (): string => join(folder, `${format.id}.gguf`);
  let file: GgufReader;
  beforeAll(async () => {
    await writeModel(path(), planModel(shape, format));
    file = new GgufReader(await readFile(path()));
  });

  test('describes itself with the metadata that a llama model must have', () => {
    const { metadata } = file;
    expect(metadata.get('general.architecture')).toBe('llama');
    expect(metadata.get('llama.block_count')).toBe(2);
    expect(metadata.get('llama.embedding_length')).toBe(192);
    expect(metadata.get('llama.feed_forward_length')).toBe(352);
    expect(metadata.get('llama.attention.head_count')).toBe(6);
    expect(metadata.get('llama.attention.head_count_kv')).toBe(2);
    expect(metadata.get('llama.context_length')).toBe(64);
    expect(metadata.get('llama.attention.layer_norm_rms_epsilon')).toBeCloseTo(1e-5, 9);
    expect(metadata.get('tokenizer.ggml.model')).toBe('llama');
    const tokens = metadata.get('tokenizer.ggml.tokens') as string[];
    expect(new Set(tokens).size).toBe(300);
    expect(tokens.slice(0, 4)).toEqual(['<unk>', '<s>', '</s>', '<0x00>']);
    expect(tokens.indexOf('<0x0A>')).toBe(13);
  });

  test('places every tensor on its own aligned bytes, up to the end of the file', () => {
    let expected = 0;
    for (const { dimensions, type, offset } of file.tensors.values()) {
      expect(offset).toBe(expected);
      const elements = dimensions.reduce((product, size) => product * size, 1);
      const bytes =
        type === 0 ? 4 * elements : (elements / format.blockWeights) * format.blockBytes;
      expected += Math.ceil(bytes / 32) * 32;
    }
    expect(file.bytes.length).toBe(file.dataStart + expected);
    expect(file.bytes.length).toBe(planModel(shape, format).fileBytes);
    expect(file.tensors.size).toBe(3 + 9 * 2);
    expect(file.tensors.get('blk.1.attn_k.weight')?.dimensions).toEqual([192, 64]);
    expect(file.tensors.get('blk.1.ffn_down.weight')?.dimensions).toEqual([352, 192]);
  });

  test('holds small finite weights that differ between tensors, and gains of one', () => {
    const seen = new Set<string>();
    for (const [name, { dimensions, type, offset }] of file.tensors) {
      const elements = dimensions.reduce((product, size) => product * size, 1);
      const from = file.dataStart + offset;
      if (type === 0) {
        for (let i = 0; i < elements; i++) expect(file.bytes.readFloatLE(from + 4 * i)).toBe(1);
        continue;
      }
      expect(type, name).toBe(format.tensorType);
      const byteLength = (elements / format.blockWeights) * format.blockBytes;
      const weights = decoders[type]?.(file.bytes.subarray(from, from + byteLength)) ?? [];
      expect(weights.length).toBe(elements);
      const deviation = Math.sqrt(weights.reduce((sum, w) => sum + w * w, 0) / elements);
      expect(deviation, name).toBeGreaterThan(0.017);
      expect(deviation, name).toBeLessThan(0.023);
      expect(Math.max(...weights.map(Math.abs))).toBeLessThan(0.05);
      seen.add(weights.slice(0, 64).join());
    }
    expect(seen.size).toBe(2 + 7 * 2);
  });

  test('is the same file each time', async () => {
    const again = join(folder, `${format.id}-again.gguf`);
    await writeModel(again, planModel(shape, format));
    const hash = async (file: string): Promise<string> =>
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
    expect(await hash(again)).toBe(await hash(path()));
  });

  test('stores as many weight bytes as the predictor reckons with', () => {
    const workload = syntheticWorkload(shape, format.id, 8, 8);
    const weightBytes = planModel(shape, format)
      .tensors.filter(({ holds }) => holds === 'weights')
      .reduce((sum, { byteLength }) => sum + byteLength, 0);
    expect(weightsOf(workload).total).toBe(weightBytes);
  });
});

test.each([
  [{ hiddenSize: 200 }, /hiddenSize is a multiple of 32; got 200/],
  [{ layers: 0 }, /layers is a whole number of at least 1; got 0/],
  [{ heads: 64 }, /64 heads do not divide/],
  [{ keyValueHeads: 4 }, /4 keyValueHeads do not divide 6 heads/],
  [{ vocabularySize: 100 }, /vocabularySize is at least 259; got 100/],
])('a shape with %o is refused by name', (change, message) => {
  const [format] = weightFormats;
  expect(() => planModel({ ...shape, ...change }, format)).toThrow(message);
});

test('an aborted write stops and leaves no half of a tensor unnoticed', async () => {
  const abort = new AbortController();
  const [format] = weightFormats;
  const written: number[] = [];
  const plan = planModel(shape, format);
  const onProgress = (bytes: number): void => {
    written.push(bytes);
    if (written.length === 3) abort.abort(new Error('enough'));
  };
  const path = join(folder, 'aborted.gguf');
  await expect(writeModel(path, plan, { signal: abort.signal, onProgress })).rejects.toThrow(
    'enough',
  );
  expect(written.length).toBe(3);
  expect(written.at(-1)).toBeLessThan(plan.fileBytes);
});

test('the default model is far larger than a cache in every format and has 0.64 billion weights', () => {
  for (const format of weightFormats) {
    expect(planModel(defaultShape, format).fileBytes).toBeGreaterThan(340 * 2 ** 20);
  }
  const { model } = syntheticWorkload(defaultShape, 'q4_0', 512, 128);
  expect(totalParameters(model)).toBe(641_728_512);
});
