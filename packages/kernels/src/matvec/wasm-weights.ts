import { blockWeights } from '../element-bytes.ts';
import { inputHalfBits } from '../half-values.ts';
import { fillInput, inputPeriod, inputSeed } from '../input-values.ts';
import { dimension } from '../kernel-spec.ts';
import type { WasmProblem } from '../wasm-program.ts';
import { scaleBits, weightCode } from './weights.ts';

/** Rows that lie together in every format; a matrix with fewer is padded with rows of zeros. */
export const groupRows = 8;

/** Rows of one thread: whole groups, of which the last may lie past the end of the matrix. */
export interface RowRange {
  readonly from: number;
  readonly count: number;
}

/** Writes the weights of a range of rows at `address`, where the range begins. */
export type WriteWeights = (
  problem: WasmProblem,
  buffer: ArrayBufferLike,
  address: number,
  rows: RowRange,
) => void;

/** How one format of weights lies in memory, by dtype. */
export const weightWriters: Readonly<Record<string, WriteWeights>> = {
  f32: writeF32,
  f16: writeF16,
  q8_0: (problem, buffer, address, rows) =>
    writeGroups(problem, buffer, address, rows, 272, (block, codes) => {
      for (let pair = 0; pair < 16; pair++) {
        for (let row = 0; row < groupRows; row++) {
          const to = 16 + pair * 16 + row * 2;
          block[to] = codes[row * blockWeights + 2 * pair] ?? 0;
          block[to + 1] = codes[row * blockWeights + 2 * pair + 1] ?? 0;
        }
      }
    }),
  q4_0: (problem, buffer, address, rows) =>
    writeGroups(problem, buffer, address, rows, 144, (block, codes) => {
      for (let i = 0; i < 128; i++) {
        const row = (i >> 2) % groupRows;
        const weight = row * blockWeights + (i >> 5) * 8 + (i & 3);
        const [low, high] = [codes[weight] ?? 0, codes[weight + 4] ?? 0];
        block[16 + i] = (low + 8) | ((high + 8) << 4);
      }
    }),
};

function writeF32(
  { size, seed, values }: WasmProblem,
  buffer: ArrayBufferLike,
  address: number,
  rows: RowRange,
): void {
  const k = dimension(size, 'k');
  const real = realRows(size, rows);
  const target = new Float32Array(buffer, address, rows.count * k);
  fillInput(target.subarray(0, real * k), inputSeed(seed, 0), values, rows.from * k);
  target.fill(0, real * k);
}

function writeF16(
  { size, seed, values }: WasmProblem,
  buffer: ArrayBufferLike,
  address: number,
  rows: RowRange,
): void {
  const k = dimension(size, 'k');
  const weights = inputSeed(seed, 0);
  const table = Uint16Array.from({ length: inputPeriod }, (_, i) =>
    inputHalfBits(weights, i, values),
  );
  const target = new Uint16Array(buffer, address, rows.count * k);
  const end = realRows(size, rows) * k;
  for (let at = 0, from = (rows.from * k) % inputPeriod; at < end; from = 0) {
    const piece = table.subarray(from, Math.min(inputPeriod, from + end - at));
    target.set(piece, at);
    at += piece.length;
  }
  target.fill(0, end);
}

/** Rows of the range that the matrix has. */
function realRows(size: WasmProblem['size'], rows: RowRange): number {
  return Math.min(rows.count, Math.max(0, dimension(size, 'n') - rows.from));
}

/** Quantized weights, eight rows interleaved: see `matvec-quantized.ts` of the kernels' sources. */
function writeGroups(
  { size, seed, values, dtype }: WasmProblem,
  buffer: ArrayBufferLike,
  address: number,
  rows: RowRange,
  groupBytes: number,
  pack: (block: Uint8Array, codes: Int8Array) => void,
): void {
  const [n, k] = [dimension(size, 'n'), dimension(size, 'k')];
  const weights = inputSeed(seed, 0);
  const length = { length: inputPeriod };
  const codeTable = Int8Array.from(length, (_, i) => weightCode(weights, i, dtype, values));
  const scaleTable = Uint16Array.from(length, (_, i) => scaleBits(weights, i, dtype, values));
  const blocks = k / blockWeights;
  const codes = new Int8Array(groupRows * blockWeights);
  for (let group = 0; group < rows.count / groupRows; group++) {
    for (let block = 0; block < blocks; block++) {
      const at = address + (group * blocks + block) * groupBytes;
      const scales = new Uint16Array(buffer, at, groupRows);
      for (let i = 0; i < groupRows; i++) {
        const row = rows.from + group * groupRows + i;
        scales[i] = row < n ? (scaleTable[(row * blocks + block) % inputPeriod] ?? 0) : 0;
        const first = (row * k + block * blockWeights) % inputPeriod;
        for (let j = 0; j < blockWeights; j++) {
          codes[i * blockWeights + j] = codeTable[(first + j) % inputPeriod] ?? 0;
        }
      }
      pack(new Uint8Array(buffer, at, groupBytes), codes);
    }
  }
}
