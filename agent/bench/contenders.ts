import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { KernelSpec, ProblemSize } from '@ridgeline/kernels/kernel-spec';
import { findKernelSpec } from '@ridgeline/kernels/specs';
import type { Backend } from '@ridgeline/measure/backends/backend';
import type { NativeReferences } from './native-references.ts';
import type { SeriesTable } from './series.ts';

/** One contender's turn in a round: adds its samples to the table. */
export type Turn = (table: SeriesTable) => Promise<void>;

/** Order of the square matrices. */
const order = 2048;
/** Bytes of one array of the memory kernels, far beyond any cache. */
const arrayBytes = 192 * 1024 ** 2;
const matmulRepetitions = 3;
/** The rate of memory varies more than that of arithmetic, and one execution takes milliseconds. */
const memoryRepetitions = 10;

/** Threads of the all-thread comparisons. */
export const threads: number = availableParallelism();

const matmulSize: ProblemSize = { m: order, n: order, k: order };
const streamKernels = ['triad', 'copy', 'scale', 'add'] as const;
/** Arrays that each memory kernel streams through. */
const arrays: Readonly<Record<string, number>> = { copy: 2, scale: 2, add: 3, triad: 3, read: 1 };

function specOf(kernel: string): KernelSpec {
  const spec = findKernelSpec(kernel);
  if (spec === undefined) throw new Error(`The suite has no kernel ${kernel}.`);
  return spec;
}

/** What our engine does in its turn. */
interface EngineTask {
  readonly kernel: string;
  readonly dtype: string;
  readonly size: ProblemSize;
  /** Copies of the inputs to cycle through, so that none is found in a cache. */
  readonly copies?: number;
  readonly repetitions: number;
  /** Name of the series. */
  readonly task: string;
}

/** Our engine at one kernel. */
export function engineTurn(backend: Backend, task: EngineTask): Turn {
  const { dtype, size, copies = 1 } = task;
  const kernel = specOf(task.kernel);
  const unit = kernel.rate === 'computeFlopsPerSecond' ? 'flops' : 'bytes';
  const work = kernel.cost(size, dtype)[unit];
  return async (table) => {
    const problem = { kernel, dtype, size, copies, seed: 1, values: 'random' } as const;
    const prepared = await backend.prepare(problem);
    await prepared.execute(copies);
    const seconds: number[] = [];
    for (let i = 0; i < task.repetitions; i++) {
      // All copies in one sample: a short execution alone would be mostly its start.
      seconds.push((await prepared.execute(copies)).seconds / copies);
    }
    await prepared.dispose();
    table.add({ contender: backend.id, task: task.task, work, unit }, seconds);
  };
}

/** Runs a native program and returns the JSON it prints. */
function runNative(program: string, args: readonly string[], threadCount: number): unknown {
  const count = `${threadCount}`;
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, OMP_NUM_THREADS: count, OPENBLAS_NUM_THREADS: count },
  });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr.slice(-300)}`);
  return JSON.parse(stdout);
}

function sgemmTurn({ sgemm }: NativeReferences, threadCount: number, task: string): Turn[] {
  if (sgemm === undefined) return [];
  return [
    async (table) => {
      const args = [sgemm.library, `${order}`, `${matmulRepetitions}`];
      const result = runNative(sgemm.program, args, threadCount) as { sgemm: number[] };
      const work = 2 * order ** 3;
      table.add({ contender: 'openblas', task, work, unit: 'flops' }, result.sgemm);
    },
  ];
}

function streamTurn(program: string | undefined, contender: string): Turn[] {
  if (program === undefined) return [];
  return [
    async (table) => {
      const result = runNative(program, [`${arrayBytes / 8}`, `${memoryRepetitions}`], threads);
      for (const [task, seconds] of Object.entries(result as Record<string, number[]>)) {
        table.add(
          { contender, task, work: (arrays[task] ?? 0) * arrayBytes, unit: 'bytes' },
          seconds,
        );
      }
    },
  ];
}

/** Every contender's turns of one round, ours and theirs at the same task next to each other. */
export function turnsOf(all: Backend, one: Backend, references: NativeReferences): Turn[] {
  const size = { elements: arrayBytes / 4 };
  const matmul = {
    ...{ kernel: 'matmul', dtype: 'f32', size: matmulSize, repetitions: matmulRepetitions },
  };
  const memory = { dtype: 'f32', size, repetitions: memoryRepetitions };
  return [
    engineTurn(all, { ...matmul, task: 'matmul-all-threads' }),
    ...sgemmTurn(references, threads, 'matmul-all-threads'),
    engineTurn(one, { ...matmul, task: 'matmul-one-thread' }),
    ...sgemmTurn(references, 1, 'matmul-one-thread'),
    ...streamTurn(references.stream, 'stream'),
    ...streamKernels.map((kernel) => engineTurn(all, { ...memory, kernel, task: kernel })),
    ...streamTurn(references.nativeStream, 'native'),
    engineTurn(all, { ...memory, kernel: 'read', task: 'read' }),
  ];
}
