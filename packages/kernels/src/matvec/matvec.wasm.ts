import { elementBytes } from '../element-bytes.ts';
import { fillInput, inputSeed } from '../input-values.ts';
import { dimension } from '../kernel-spec.ts';
import { layOut, partOf } from '../wasm/memory-layout.ts';
import { SharedTasks, sharedTaskBytes } from '../wasm/shared-tasks.ts';
import type { WasmExports } from '../wasm/wasm-exports.ts';
import { addressOf, type WasmProblem, type WasmProgram } from '../wasm-program.ts';
import { vectorBytes, vectorWriters } from './wasm-vector.ts';
import { groupRows, type RowRange, weightWriters } from './wasm-weights.ts';

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

/** Rows of one task: some ten microseconds, long beside the cost of taking it. */
const taskRows = 64;

/** Rows of W and where their part of y lies, `offset` bytes from the array's start. */
interface MatvecTask {
  readonly from: number;
  readonly count: number;
  readonly offset: number;
}

/** With a gap between tasks, because the kernels write past their rows of y. */
function taskAt(owned: readonly RowRange[], owner: number, task: number): MatvecTask {
  const { from = 0, count = 0 } = owned[owner] ?? {};
  const first = from + task * taskRows;
  const gaps = Math.floor(first / taskRows) + owner;
  const offset = 4 * first + gaps * 2 * scratchBytes;
  return { from: first, count: Math.min(taskRows, from + count - first), offset };
}

function tasksOf(problem: WasmProblem, thread: number): MatvecTask[] {
  const owned = Array.from({ length: problem.threads }, (_, i) => rowsOf(problem, i));
  const count = Math.ceil((owned[thread]?.count ?? 0) / taskRows);
  return Array.from({ length: count }, (_, task) => taskAt(owned, thread, task));
}

/** Most tasks that all threads together can have. */
function taskCount(problem: WasmProblem): number {
  return Math.ceil(paddedRows(problem) / taskRows) + problem.threads;
}

/** Bytes of one copy of the weights, a multiple of 64 apart from the next. */
function copyBytes(problem: WasmProblem): number {
  const bytes = paddedRows(problem) * dimension(problem.size, 'k');
  return layOut(0, [bytes * elementBytes(problem.dtype)]).end;
}

/** Rows of each thread: whole groups. */
function rowsOf(problem: WasmProblem, thread: number): RowRange {
  return partOf(paddedRows(problem), groupRows, thread, problem.threads);
}

/**
 * y = W · x with W in f32, f16, q8_0 or q4_0. Arrays: y, x, the team's counters, and as many copies of W
 * as are asked for.
 */
export const matvecWasm: WasmProgram = {
  kernel: 'matvec',
  dtypes: ['f32', 'f16', 'q8_0', 'q4_0'],
  lengths(problem) {
    const answer = 4 * paddedRows(problem) + taskCount(problem) * 2 * scratchBytes;
    const vector = vectorBytes(problem.dtype, dimension(problem.size, 'k'));
    const counters = sharedTaskBytes(problem.threads);
    const copies = Array<number>(problem.copies).fill(copyBytes(problem));
    return [answer, vector, counters, ...copies];
  },
  work(problem, { wasm, buffer, addresses, index, barrier }) {
    const { dtype, size, copies, threads, seed, values } = problem;
    const k = dimension(size, 'k');
    const rows = rowsOf(problem, index);
    const rowBytes = k * elementBytes(dtype);
    const answers = addressOf(addresses, 0);
    const x = addressOf(addresses, 1);
    const counters = addressOf(addresses, 2);
    const weights = Array.from({ length: copies }, (_, i) => addressOf(addresses, 3 + i));
    const call = entryOf(calls, dtype);
    const owned = Array.from({ length: threads }, (_, thread) => rowsOf(problem, thread));
    const counts = owned.map(({ count }) => Math.ceil(count / taskRows));
    const tasks = new SharedTasks(buffer, counters, counts, index);
    let next = 0;
    return {
      fill() {
        const [first = 0, ...others] = weights.map((address) => address + rows.from * rowBytes);
        entryOf(weightWriters, dtype)(problem, buffer, first, rows);
        const bytes = rows.count * rowBytes;
        const written = new Uint8Array(buffer, first, bytes);
        for (const address of others) new Uint8Array(buffer, address, bytes).set(written);
        for (const task of tasksOf(problem, index)) {
          new Float32Array(buffer, answers + task.offset, task.count).fill(Number.NaN);
        }
        if (index !== 0) return;
        new Int32Array(buffer, counters, sharedTaskBytes(threads) / 4).fill(0);
        const vector = fillInput(new Float32Array(k), inputSeed(seed, 1), values);
        entryOf(vectorWriters, dtype)(vector, buffer, x);
      },
      run(times) {
        for (let i = 0; i < times; i++) {
          const matrix = weights[next] ?? 0;
          tasks.run((owner, task) => {
            const { from, count, offset } = taskAt(owned, owner, task);
            call(wasm, answers + offset, matrix + from * rowBytes, x, count, k);
          });
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
      for (const { from, count, offset } of tasksOf(problem, thread)) {
        const address = addressOf(addresses, 0) + offset;
        answer.set(new Float32Array(buffer, address, count), from);
      }
    }
    return answer.subarray(0, dimension(problem.size, 'n'));
  },
};
