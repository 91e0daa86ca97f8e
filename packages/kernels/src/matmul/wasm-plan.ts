import type { WasmTuning } from '../wasm/tuning.ts';

/** Rows of A that a thread packs at once; 96 × 384 × 4 B fit the second cache of any core. */
const mostRows = 96;
const fewestRows = 24;
const columnBlock = 4096;
/** Tasks a thread should find, so that one that loses its core for a while does not hold up the rest. */
const tasksPerThread = 4;

/** How a product is cut into tasks (see `matmul` in the kernels' sources). */
export interface MatmulPlan {
  readonly rowBlock: number;
  readonly depthBlock: number;
  readonly columnBlock: number;
  readonly taskColumns: number;
}

/** Cuts C into row blocks, and these into columns where there are too few for the team. */
export function planMatmul(m: number, n: number, threads: number, tuning: WasmTuning): MatmulPlan {
  const { tileRows, tileColumns, depthBlock } = tuning;
  const most = Math.ceil(m / fewestRows);
  const wanted = Math.min(most, Math.max(Math.ceil(m / mostRows), Math.min(threads, most)));
  // Whole rounds of the team, so that no thread idles in the last one.
  const blocks = wanted > threads ? Math.ceil(wanted / threads) * threads : wanted;
  const rowBlock = Math.ceil(m / blocks / tileRows) * tileRows;
  const rowTasks = Math.ceil(m / rowBlock);
  const columns = Math.min(columnBlock, n);
  const columnTasks = threads === 1 ? 1 : Math.ceil((tasksPerThread * threads) / rowTasks);
  const taskColumns = Math.max(256, Math.ceil(columns / columnTasks / tileColumns) * tileColumns);
  return { rowBlock, depthBlock, columnBlock, taskColumns };
}
