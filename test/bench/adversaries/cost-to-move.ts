import type { Arena } from './arena.ts';

/** What an attacker needs to move a figure that ten honest owners measured by 5 %. */
export interface CostToMove {
  /** Keys, each of a network of its own. */
  readonly keys: number;
  /** Days from the first of them until the figure has moved. */
  readonly days: number;
}

const honestOwners = 10;
const wantedShift = 0.05;
const mostKeys = 40;
const mostDays = 30;

/**
 * Search for the fewest keys and then for the days. Proofs are left out of it, as if the attacker had beaten
 * them: every owner's figure counts as claimed, the honest ones' too.
 */
export async function costToMove(arena: Arena): Promise<CostToMove> {
  const shiftOf = async (slug: string, before: number): Promise<number> =>
    Math.abs((await arena.figureOf(slug)).value / before - 1);
  const name = 'AMD Ryzen 9 3950X 16-Core Processor';
  const slug = await arena.honestOwners(name, honestOwners, 4e11);
  const before = (await arena.figureOf(slug)).value;
  let keys = 0;
  while (keys < mostKeys && (await shiftOf(slug, before)) < wantedShift) {
    keys += 1;
    await (await arena.send(arena.runOf(name, 1.2e12), arena.newcomer())).arrayBuffer();
    await arena.letPass(8);
  }
  const second = 'AMD Ryzen 9 3900X 12-Core Processor';
  const other = await arena.honestOwners(second, honestOwners, 4e11);
  const start = (await arena.figureOf(other)).value;
  for (let key = 0; key < keys; key++) {
    await (await arena.send(arena.runOf(second, 1.2e12), arena.newcomer())).arrayBuffer();
  }
  let days = 0;
  while (days < mostDays && (await shiftOf(other, start)) < wantedShift) {
    days += 1;
    await arena.letPass(1);
  }
  return { keys, days };
}
