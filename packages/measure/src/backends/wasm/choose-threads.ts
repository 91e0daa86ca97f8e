import type { WasmTuning } from '@ridgeline/kernels/wasm/tuning';
import type { Arena } from './arena.ts';
import { prepareOnTeam } from './prepare-on-team.ts';
import type { Team } from './team.ts';

/** Large enough for some dozen threads to have work, some ten milliseconds on a few. */
const order = 1536;
const warmUps = 2;
const repeats = 4;

/**
 * How many threads of the team are worth using: all, or half of them where two share a core and only
 * push each other out of its caches. What the system tells of cores differs by platform and is hidden
 * from pages, so both are tried.
 */
export async function chooseThreads(team: Team, arena: Arena, tuning: WasmTuning): Promise<number> {
  if (team.count < 4) return team.count;
  const all = await secondsWith(team.count, team, arena, tuning);
  const half = Math.floor(team.count / 2);
  return (await secondsWith(half, team, arena, tuning)) < all ? half : team.count;
}

async function secondsWith(
  threads: number,
  team: Team,
  arena: Arena,
  tuning: WasmTuning,
): Promise<number> {
  const size = { m: order, n: order, k: order };
  const problem = { kernel: 'matmul', dtype: 'f32', size, seed: 1, values: 'random' } as const;
  const prepared = await prepareOnTeam(team, arena, { ...problem, copies: 1, threads, tuning });
  await prepared.execute(warmUps);
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < repeats; i++) best = Math.min(best, (await prepared.execute(1)).seconds);
  return best;
}
