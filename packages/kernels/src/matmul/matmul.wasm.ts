import { dimension } from '../kernel-spec.ts';
import { partOf } from '../wasm/memory-layout.ts';
import { addressOf, type WasmProblem, type WasmProgram, type WasmThread } from '../wasm-program.ts';
import { type MatmulFormat, matmulFormats } from './wasm-formats.ts';
import { planMatmul } from './wasm-plan.ts';
import { matmulProof } from './wasm-proof.ts';

const sync = 3;
const panel = 4;
const firstOwn = 5;

const noHalves = 'WebAssembly has no f16 arithmetic.';

function formatOf({ dtype }: WasmProblem): MatmulFormat {
  const format = matmulFormats[dtype];
  if (format === undefined) throw new Error(`The wasm matmul has no format ${dtype}.`);
  return format;
}

/** Size in words of 32 bits: along k a word holds one f32 or four bytes. */
function shape(problem: WasmProblem): { m: number; n: number; k: number } {
  const { size } = problem;
  const k = Math.ceil(dimension(size, 'k') / formatOf(problem).valuesPerWord);
  return { m: dimension(size, 'm'), n: dimension(size, 'n'), k };
}

function lengths(problem: WasmProblem): readonly number[] {
  const { m, n, k } = shape(problem);
  const { tuning, threads } = problem;
  const plan = planMatmul(m, n, threads, tuning);
  const depth = Math.min(k, plan.depthBlock);
  const columns = Math.min(n, plan.columnBlock) + tuning.tileColumns;
  const tile = tuning.tileRows * tuning.tileColumns;
  const block = (plan.rowBlock + tuning.tileRows) * (depth + 1) + tile;
  const own = Array<number>(threads).fill(4 * block);
  return [4 * m * n, 4 * m * k, 4 * k * n, 256, 4 * columns * depth, ...own];
}

/** Zeros where the team counts. */
function clear(_problem: WasmProblem, { addresses, buffer }: WasmThread): void {
  new Int32Array(buffer, addressOf(addresses, sync), 64).fill(0);
}

function multiply(problem: WasmProblem, thread: WasmThread, c: number): void {
  const { wasm, addresses, index } = thread;
  const { m, n, k } = shape(problem);
  const { threads, tuning } = problem;
  const plan = planMatmul(m, n, threads, tuning);
  const at = (position: number) => addressOf(addresses, position);
  wasm.matmul(
    ...([at(1), at(2), c, m, n, k, tuning.tileRows, tuning.tileColumns] as const),
    ...([plan.rowBlock, plan.depthBlock, plan.columnBlock, plan.taskColumns] as const),
    ...([at(sync), at(panel), at(firstOwn + index), index, threads] as const),
    formatOf(problem).ofBytes,
  );
}

const dtypes = Object.keys(matmulFormats);

/** C = A · B. Arrays: C, A, B, the team's counters, the packed panel, each thread's block. */
export const matmulWasm: WasmProgram = {
  kernel: 'matmul',
  dtypes,
  // A product that converts every half to f32 would be measured as f32 and called f16.
  whyUnsupported: { f16: noHalves, 'f16-sums': noHalves },
  isTiled: true,
  lengths,
  work(problem, thread) {
    const { buffer, addresses, index } = thread;
    const { m, n, k } = shape(problem);
    const { write } = formatOf(problem);
    const c = addressOf(addresses, 0);
    return {
      fill() {
        for (const [position, words] of [m * n, m * k, k * n].entries()) {
          const { from, count } = partOf(words, 1024, index, problem.threads);
          const address = addressOf(addresses, position) + 4 * from;
          if (position === 0) new Float32Array(buffer, address, count).fill(-1);
          else write(problem, position - 1, new Uint8Array(buffer, address, 4 * count), from);
        }
        if (index === 0) clear(problem, thread);
      },
      run(times) {
        for (let i = 0; i < times; i++) multiply(problem, thread, c);
      },
    };
  },
  proof: matmulProof({ dtypes, lengths, formatOf, clear, multiply }),
  answer(problem, buffer, addresses) {
    const { m, n } = shape(problem);
    const address = addressOf(addresses, 0);
    return formatOf(problem).ofBytes === 1
      ? new Int32Array(buffer, address, m * n)
      : new Float32Array(buffer, address, m * n);
  },
};
