import { fillInput, inputSeed } from '@ridgeline/kernels/input-values';
import { dimension } from '@ridgeline/kernels/kernel-spec';
import { planMatmul } from '../matmul-plan.ts';
import { partOf } from '../memory-layout.ts';
import { addressOf, type WasmProblem, type WasmProgram } from '../wasm-program.ts';

const sync = 3;
const panel = 4;
const firstOwn = 5;

function shape({ size }: WasmProblem): { m: number; n: number; k: number } {
  return { m: dimension(size, 'm'), n: dimension(size, 'n'), k: dimension(size, 'k') };
}

/** C = A · B in f32. Arrays: C, A, B, the team's counters, the packed panel, each thread's block. */
export const matmulProgram: WasmProgram = {
  kernel: 'matmul',
  dtypes: ['f32'],
  lengths(problem) {
    const { m, n, k } = shape(problem);
    const { tuning, threads } = problem;
    const plan = planMatmul(m, n, threads, tuning);
    const depth = Math.min(k, plan.depthBlock);
    const columns = Math.min(n, plan.columnBlock) + tuning.tileColumns;
    const block = (plan.rowBlock + tuning.tileRows) * depth + tuning.tileRows * tuning.tileColumns;
    const own = Array<number>(threads).fill(4 * block);
    return [4 * m * n, 4 * m * k, 4 * k * n, 256, 4 * columns * depth, ...own];
  },
  work(problem, { wasm, buffer, addresses, index }) {
    const { m, n, k } = shape(problem);
    const { threads, tuning, seed, values } = problem;
    const plan = planMatmul(m, n, threads, tuning);
    const at = (position: number) => addressOf(addresses, position);
    return {
      fill() {
        for (const [position, elements] of [m * n, m * k, k * n].entries()) {
          const part = partOf(elements, 1024, index, threads);
          const target = new Float32Array(buffer, at(position) + 4 * part.from, part.count);
          if (position === 0) target.fill(-1);
          else fillInput(target, inputSeed(seed, position - 1), values, part.from);
        }
        if (index === 0) new Int32Array(buffer, at(sync), 64).fill(0);
      },
      run(times) {
        for (let i = 0; i < times; i++) {
          wasm.matmul(
            ...([at(1), at(2), at(0), m, n, k, tuning.tileRows, tuning.tileColumns] as const),
            ...([plan.rowBlock, plan.depthBlock, plan.columnBlock, plan.taskColumns] as const),
            ...([at(sync), at(panel), at(firstOwn + index), index, threads] as const),
          );
        }
      },
    };
  },
  answer(problem, buffer, addresses) {
    const { m, n } = shape(problem);
    return new Float32Array(buffer, addressOf(addresses, 0), m * n);
  },
};
