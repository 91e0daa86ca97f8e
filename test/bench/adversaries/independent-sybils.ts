import { defineAdversary } from './adversary.ts';
import { cpuSecondsOf } from './arena.ts';

const liars = 3;
const runs = 5;

export const independentSybils = defineAdversary({
  name: 'independent-sybils',
  tries: `${liars} keys of as many networks, a week old, claim three times the speed beside 10 honest ones.`,
  async attack(arena) {
    const name = 'AMD Ryzen 9 5950X 16-Core Processor';
    const slug = await arena.honestOwners(name, 10, 5e11);
    const before = (await arena.figureOf(slug)).value;
    const costCpuSeconds = await cpuSecondsOf(async () => {
      for (let liar = 0; liar < liars; liar++) {
        const participant = arena.newcomer();
        for (let run = 0; run < runs; run++) {
          await (await arena.send(arena.runOf(name, 1.5e12), participant)).arrayBuffer();
        }
      }
    });
    await arena.letPass(8);
    const { independentOwnerCount, value } = await arena.figureOf(slug);
    const shiftRatio = Math.abs(value / before - 1);
    return {
      won: shiftRatio > 0.02,
      costCpuSeconds,
      honestCpuSeconds: costCpuSeconds,
      shiftRatio,
      detail: `${independentOwnerCount} independent owners`,
    };
  },
});
