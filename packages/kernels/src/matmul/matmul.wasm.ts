import { dimension } from '../kernel-spec.ts';
import type { MatmulWork } from '../verification/matmul-kind.ts';
import { partOf } from '../wasm/memory-layout.ts';
import { type AskThreads, addressOf, type WasmProblem, type WasmProgram } from '../wasm-program.ts';
import { type MatmulFormat, matmulFormats } from './wasm-formats.ts';
import { planMatmul } from './wasm-plan.ts';
import { joinDigests, proveOnThread } from './wasm-proof.ts';

const sync = 3;
const panel = 4;
const firstOwn = 5;

const noHalves = 'WebAssembly has no f16 arithmetic.';

/** The only step of a product: all of it. */
interface MatmulStep {
  readonly challenge: MatmulWork;
}

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

/** C = A · B. Arrays: C, A, B, the team's counters, the packed panel, each thread's block. */
export const matmulWasm: WasmProgram = {
  kernel: 'matmul',
  dtypes: Object.keys(matmulFormats),
  // A product that converts every half to f32 would be measured as f32 and called f16.
  whyUnsupported: { f16: noHalves, 'f16-sums': noHalves },
  isTiled: true,
  lengths(problem) {
    const { m, n, k } = shape(problem);
    const { tuning, threads } = problem;
    const plan = planMatmul(m, n, threads, tuning);
    const depth = Math.min(k, plan.depthBlock);
    const columns = Math.min(n, plan.columnBlock) + tuning.tileColumns;
    const tile = tuning.tileRows * tuning.tileColumns;
    const block = (plan.rowBlock + tuning.tileRows) * (depth + 1) + tile;
    const own = Array<number>(threads).fill(4 * block);
    return [4 * m * n, 4 * m * k, 4 * k * n, 256, 4 * columns * depth, ...own];
  },
  work(problem, thread) {
    const { wasm, buffer, addresses, index } = thread;
    const { m, n, k } = shape(problem);
    const { threads, tuning } = problem;
    const { write, ofBytes } = formatOf(problem);
    const plan = planMatmul(m, n, threads, tuning);
    const at = (position: number) => addressOf(addresses, position);
    const run = (times: number): void => {
      for (let i = 0; i < times; i++) {
        wasm.matmul(
          ...([at(1), at(2), at(0), m, n, k, tuning.tileRows, tuning.tileColumns] as const),
          ...([plan.rowBlock, plan.depthBlock, plan.columnBlock, plan.taskColumns] as const),
          ...([at(sync), at(panel), at(firstOwn + index), index, threads, ofBytes] as const),
        );
      }
    };
    return {
      fill() {
        for (const [position, words] of [m * n, m * k, k * n].entries()) {
          const { from, count } = partOf(words, 1024, index, threads);
          const address = at(position) + 4 * from;
          if (position === 0) new Float32Array(buffer, address, count).fill(-1);
          else write(problem, position - 1, new Uint8Array(buffer, address, 4 * count), from);
        }
        if (index === 0) new Int32Array(buffer, at(sync), 64).fill(0);
      },
      run,
      prove: ({ challenge }: MatmulStep) =>
        proveOnThread({ ...thread, threads, multiply: () => run(1) }, challenge),
    };
  },
  async prove(challenge: MatmulWork, ask: AskThreads<MatmulStep>) {
    return joinDigests(await ask({ challenge }), challenge);
  },
  answer(problem, buffer, addresses) {
    const { m, n } = shape(problem);
    const address = addressOf(addresses, 0);
    return formatOf(problem).ofBytes === 1
      ? new Int32Array(buffer, address, m * n)
      : new Float32Array(buffer, address, m * n);
  },
};
