import type { WasmTuning } from '@ridgeline/kernels/wasm/tuning';
import type { Arena } from './arena.ts';
import { prepareOnTeam } from './prepare-on-team.ts';
import type { Team } from './team.ts';

/** Large enough for some dozen threads to have work, some ten milliseconds on a few. */
const order = 1536;
const warmUps = 2;
const repeats = 4;

/** What the trial runs on. */
interface Trial {
  readonly team: Team;
  readonly arena: Arena;
  readonly tuning: WasmTuning;
}

/**
 * The fastest of some numbers of threads, the first of which is the whole team's. None is best everywhere:
 * threads that share a core may only push each other out of its caches, and slow cores may hold up
 * fast ones at the barrier or help them.
 */
export async function chooseThreads(counts: readonly number[], trial: Trial): Promise<number> {
  const [first = trial.team.count, ...others] = counts;
  if (others.length === 0) return first;
  let best = { threads: first, seconds: await secondsWith(first, trial) };
  for (const threads of others) {
    const seconds = await secondsWith(threads, trial);
    if (seconds < best.seconds) best = { threads, seconds };
  }
  return best.threads;
}

async function secondsWith(threads: number, { team, arena, tuning }: Trial): Promise<number> {
  const size = { m: order, n: order, k: order };
  const problem = { kernel: 'matmul', dtype: 'f32', size, seed: 1, values: 'random' } as const;
  const prepared = await prepareOnTeam(team, arena, { ...problem, copies: 1, threads, tuning });
  await prepared.execute(warmUps);
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < repeats; i++) best = Math.min(best, (await prepared.execute(1)).seconds);
  return best;
}
