import { elementBytes } from '@ridgeline/kernels/element-bytes';
import { fillInput, inputSeed } from '@ridgeline/kernels/input-values';
import { dimension } from '@ridgeline/kernels/kernel-spec';
import { vectorBytes, vectorWriters } from '../matvec-vector.ts';
import { groupRows, weightWriters } from '../matvec-weights.ts';
import { layOut, partOf } from '../memory-layout.ts';
import type { WasmExports } from '../wasm-exports.ts';
import { addressOf, type WasmProblem, type WasmProgram } from '../wasm-program.ts';

const halfMask = 0x8fffe000 | 0;
const nibbleMask = 0x000f000f;

/** Kernels of f32 and f16 use 32 bytes past a thread's rows as scratch. */
const scratchBytes = 32;

/** The kernel of each dtype over `rows` rows, a multiple of {@link groupRows}. */
const calls: Readonly<
  Record<
    string,
    (wasm: WasmExports, y: number, w: number, x: number, rows: number, k: number) => void
  >
> = {
  f32: (wasm, y, w, x, rows, k) => wasm.matvecF32(y, w, x, rows, k),
  f16: (wasm, y, w, x, rows, k) => wasm.matvecF16(y, w, x, rows, k, halfMask),
  q8_0: (wasm, y, w, x, rows, k) => wasm.matvecQ8(y, w, x, rows / groupRows, k, halfMask),
  q4_0: (wasm, y, w, x, rows, k) =>
    wasm.matvecQ4(y, w, x, rows / groupRows, k, halfMask, nibbleMask),
};

function entryOf<Value>(table: Readonly<Record<string, Value>>, dtype: string): Value {
  const value = table[dtype];
  if (value === undefined) throw new Error(`The matvec program has no dtype ${dtype}.`);
  return value;
}

function paddedRows({ size }: WasmProblem): number {
  return Math.ceil(dimension(size, 'n') / groupRows) * groupRows;
}

/** Where a thread's rows of y begin: with a gap between threads, because the kernels write past. */
function answerAddress(base: number, row: number, thread: number): number {
  return base + 4 * row + thread * 2 * scratchBytes;
}

/** Bytes of one copy of the weights, a multiple of 64 apart from the next. */
function copyBytes(problem: WasmProblem): number {
  const bytes = paddedRows(problem) * dimension(problem.size, 'k');
  return layOut(0, [bytes * elementBytes(problem.dtype)]).end;
}

/** y = W · x with W in f32, f16, q8_0 or q4_0. Arrays: y, x, and as many copies of W as are asked for. */
export const matvecProgram: WasmProgram = {
  kernel: 'matvec',
  dtypes: ['f32', 'f16', 'q8_0', 'q4_0'],
  lengths(problem) {
    const answer = 4 * paddedRows(problem) + problem.threads * 2 * scratchBytes;
    const vector = vectorBytes(problem.dtype, dimension(problem.size, 'k'));
    return [answer, vector, ...Array<number>(problem.copies).fill(copyBytes(problem))];
  },
  work(problem, { wasm, buffer, addresses, index, barrier }) {
    const { dtype, size, copies, threads, seed, values } = problem;
    const k = dimension(size, 'k');
    const rows = partOf(paddedRows(problem), groupRows, index, threads);
    const offset = rows.from * k * elementBytes(dtype);
    const y = answerAddress(addressOf(addresses, 0), rows.from, index);
    const x = addressOf(addresses, 1);
    const weights = Array.from({ length: copies }, (_, i) => addressOf(addresses, 2 + i) + offset);
    const call = entryOf(calls, dtype);
    let next = 0;
    return {
      fill() {
        const [first = 0, ...others] = weights;
        entryOf(weightWriters, dtype)(problem, buffer, first, rows);
        const bytes = rows.count * k * elementBytes(dtype);
        const written = new Uint8Array(buffer, first, bytes);
        for (const address of others) new Uint8Array(buffer, address, bytes).set(written);
        new Float32Array(buffer, y, rows.count).fill(Number.NaN);
        if (index !== 0) return;
        const vector = fillInput(new Float32Array(k), inputSeed(seed, 1), values);
        entryOf(vectorWriters, dtype)(vector, buffer, x);
      },
      run(times) {
        for (let i = 0; i < times; i++) {
          call(wasm, y, weights[next] ?? 0, x, rows.count, k);
          next = (next + 1) % copies;
          // The next layer of a model needs the whole of y.
          barrier();
        }
      },
    };
  },
  answer(problem, buffer, addresses) {
    const answer = new Float32Array(paddedRows(problem));
    for (let thread = 0; thread < problem.threads; thread++) {
      const rows = partOf(answer.length, groupRows, thread, problem.threads);
      const from = answerAddress(addressOf(addresses, 0), rows.from, thread);
      answer.set(new Float32Array(buffer, from, rows.count), rows.from);
    }
    return answer.subarray(0, dimension(problem.size, 'n'));
  },
};
