import { inputByte } from '@ridgeline/kernels/byte-values';
import { blockWeights } from '@ridgeline/kernels/element-bytes';
import { halfValue } from '@ridgeline/kernels/half-values';
import { fillInput, inputPeriod, inputSeed } from '@ridgeline/kernels/input-values';
import { dimension } from '@ridgeline/kernels/kernel-spec';
import { scaleBits, weightCode } from '@ridgeline/kernels/matvec/weights';
import type { PrepareRequest } from '../backend.ts';
import type { OnnxOperator } from './onnx-model.ts';

/** One kernel in one dtype as an operator of ONNX Runtime, with the input that it is given. */
interface OnnxProgram {
  readonly kernel: string;
  readonly dtype: string;
  operator(request: PrepareRequest): OnnxOperator;
  input(request: PrepareRequest): Float32Array | Uint8Array;
}

/** Input and output of operators that compute in f32. */
const floats = { inputType: 'f32', outputType: 'f32' } as const;

/** The activation is rounded to 8 bits and multiplied in integers, as LLM runtimes do. */
const integerAccuracy = 4;

/** Everything that ONNX Runtime is asked for. Weights are constants, so that it may repack them. */
export const onnxPrograms: readonly OnnxProgram[] = [
  {
    kernel: 'matmul',
    dtype: 'f32',
    operator({ size, seed, values }) {
      const [m, n, k] = [dimension(size, 'm'), dimension(size, 'n'), dimension(size, 'k')];
      const b = fillInput(new Float32Array(k * n), inputSeed(seed, 1), values);
      return {
        ...floats,
        ...{ type: 'MatMul', domain: '', integers: {}, inputShape: [m, k], outputShape: [m, n] },
        constants: [{ name: 'b', type: 'f32', shape: [k, n], bytes: new Uint8Array(b.buffer) }],
      };
    },
    input: ({ size, seed, values }) =>
      fillInput(
        new Float32Array(dimension(size, 'm') * dimension(size, 'k')),
        inputSeed(seed, 0),
        values,
      ),
  },
  {
    kernel: 'matmul',
    dtype: 'int8',
    operator(request) {
      const { size } = request;
      const [m, n, k] = [dimension(size, 'm'), dimension(size, 'n'), dimension(size, 'k')];
      const zeroPoint = Uint8Array.of(byteZero);
      return {
        ...{ type: 'MatMulInteger', domain: '', integers: {} },
        ...({ inputType: 'uint8', outputType: 'int32' } as const),
        ...{ inputShape: [m, k], outputShape: [m, n] },
        constants: [
          { name: 'b', type: 'int8', shape: [k, n], bytes: bytesOf(request, 1, k * n, 0) },
          { name: 'zero', type: 'uint8', shape: [], bytes: zeroPoint },
        ],
      };
    },
    input: (request) => {
      const elements = dimension(request.size, 'm') * dimension(request.size, 'k');
      return bytesOf(request, 0, elements, byteZero);
    },
  },
  quantized('q8_0', 8, (codes, to) => {
    for (let i = 0; i < blockWeights; i++) to[i] = (codes[i] ?? 0) + 128;
  }),
  quantized('q4_0', 4, (codes, to) => {
    for (let i = 0; i < blockWeights; i += 2) {
      to[i / 2] = ((codes[i] ?? 0) + 8) | (((codes[i + 1] ?? 0) + 8) << 4);
    }
  }),
];

/** Activations are unsigned with this as their zero, the form that runtimes are fastest with. */
const byteZero = 128;

/** An int8 input with `offset` added to each value. */
function bytesOf(
  { seed, values }: PrepareRequest,
  position: number,
  elements: number,
  offset: number,
): Uint8Array {
  const inputs = inputSeed(seed, position);
  const table = Uint8Array.from(
    { length: inputPeriod },
    (_, i) => inputByte(inputs, i, position, values) + offset,
  );
  const bytes = new Uint8Array(elements);
  for (let at = 0; at < elements; at += inputPeriod) {
    bytes.set(table.subarray(0, elements - at), at);
  }
  return bytes;
}

/** y = W · x by MatMulNBits: unsigned codes with the middle as zero, an f32 scale for each 32. */
function quantized(
  dtype: string,
  bits: number,
  pack: (codes: Int8Array, to: Uint8Array) => void,
): OnnxProgram {
  return {
    kernel: 'matvec',
    dtype,
    operator(request) {
      const [n, k] = [dimension(request.size, 'n'), dimension(request.size, 'k')];
      const blocks = (n * k) / blockWeights;
      const blockBytes = (blockWeights * bits) / 8;
      const integers = { K: k, N: n, bits, block_size: blockWeights };
      const weights = packWeights(request, blocks, blockBytes, pack);
      const scales = blockScales(request, blocks);
      const shape = [n, k / blockWeights, blockBytes];
      return {
        type: 'MatMulNBits',
        ...floats,
        domain: 'com.microsoft',
        integers: { ...integers, accuracy_level: integerAccuracy },
        inputShape: [1, k],
        outputShape: [1, n],
        constants: [
          { name: 'w', type: 'uint8', shape, bytes: weights },
          { name: 'scales', type: 'f32', shape: [blocks], bytes: new Uint8Array(scales.buffer) },
        ],
      };
    },
    input: ({ size, seed, values }) =>
      fillInput(new Float32Array(dimension(size, 'k')), inputSeed(seed, 1), values),
  };
}

function packWeights(
  { seed, dtype, values }: PrepareRequest,
  blocks: number,
  blockBytes: number,
  pack: (codes: Int8Array, to: Uint8Array) => void,
): Uint8Array {
  const weights = inputSeed(seed, 0);
  const table = Int8Array.from({ length: inputPeriod }, (_, i) =>
    weightCode(weights, i, dtype, values),
  );
  const packed = new Uint8Array(blocks * blockBytes);
  const codes = new Int8Array(blockWeights);
  for (let block = 0; block < blocks; block++) {
    const first = block * blockWeights;
    for (let i = 0; i < blockWeights; i++) codes[i] = table[(first + i) % inputPeriod] ?? 0;
    pack(codes, packed.subarray(block * blockBytes, (block + 1) * blockBytes));
  }
  return packed;
}

function blockScales(
  { seed, dtype, values }: PrepareRequest,
  blocks: number,
): Float32Array<ArrayBuffer> {
  const weights = inputSeed(seed, 0);
  return Float32Array.from({ length: blocks }, (_, block) =>
    halfValue(scaleBits(weights, block, dtype, values)),
  );
}
