import { newOwner } from '../../api/signing.ts';
import { defineAdversary } from './adversary.ts';
import { cpuSecondsOf } from './arena.ts';

const keys = 100;

export const dependentSybils = defineAdversary({
  name: 'dependent-sybils',
  tries: `${keys} keys of one network claim three times the speed and wait until they are old enough.`,
  async attack(arena) {
    const name = 'AMD Ryzen 9 7950X 16-Core Processor';
    const slug = await arena.honestOwners(name, 10, 5e11);
    const before = (await arena.figureOf(slug)).value;
    const { address } = arena.newcomer();
    const costCpuSeconds = await cpuSecondsOf(async () => {
      for (let key = 0; key < keys; key++) {
        const run = arena.runOf(name, 1.5e12);
        await (await arena.send(run, { owner: newOwner(), address })).arrayBuffer();
      }
    });
    await arena.letPass(6);
    const young = Math.abs((await arena.figureOf(slug)).value / before - 1);
    await arena.letPass(2);
    const { independentOwnerCount = 0, value } = await arena.figureOf(slug);
    const shiftRatio = Math.max(young, Math.abs(value / before - 1));
    return {
      // All of them have the one voice that one honest owner would have.
      won: shiftRatio > 0.01 || independentOwnerCount > 11,
      costCpuSeconds,
      honestCpuSeconds: costCpuSeconds / keys,
      shiftRatio,
      detail: `${independentOwnerCount} independent owners`,
    };
  },
});
