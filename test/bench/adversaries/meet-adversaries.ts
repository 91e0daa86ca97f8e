import { adversaries } from './adversaries.ts';
import type { Adversary, Attack } from './adversary.ts';
import { Arena } from './arena.ts';
import { costToMove } from './cost-to-move.ts';

/** What every adversary achieved, and what it costs to move a figure without any of their tricks. */
export interface AdversaryReport {
  readonly adversaries: readonly (Attack & Pick<Adversary, 'name' | 'tries'>)[];
  readonly costToMove5PercentKeys: number;
  readonly costToMove5PercentDays: number;
}

/** Let each attack in turn an API that has its figures from before. */
export async function meetAdversaries(
  seed: number,
  attackers: readonly Adversary[] = adversaries,
): Promise<AdversaryReport> {
  const arena = await Arena.open(seed);
  try {
    const attacks: (Attack & Pick<Adversary, 'name' | 'tries'>)[] = [];
    for (const adversary of attackers) {
      const { name, tries } = adversary;
      attacks.push({ name, tries, ...(await adversary.attack(arena)) });
    }
    const { days, keys } = await costToMove(arena);
    return { adversaries: attacks, costToMove5PercentKeys: keys, costToMove5PercentDays: days };
  } finally {
    await arena.close();
  }
}
