import { newOwner } from '../../api/signing.ts';
import { defineAdversary } from './adversary.ts';
import { cpuSecondsOf } from './arena.ts';

const owners = 5;
const memoryBytes = 2 ** 44;

export const factsOfOthers = defineAdversary({
  name: 'facts-of-others',
  tries: `Ten keys of one network, with the newest runs, tell other facts about a device of ${owners} owners.`,
  async attack(arena) {
    const name = 'AMD Ryzen 7 5700X 8-Core Processor';
    const slug = await arena.honestOwners(name, owners, 3e11);
    const costCpuSeconds = await cpuSecondsOf(async () => {
      const { address } = arena.newcomer();
      for (let count = 0; count < 10; count++) {
        const run = arena.runOf(name, 3e11);
        Object.assign(run.devices[0] ?? {}, { memoryBytes, vendor: 'Nobody' });
        run.host.memoryBytes = memoryBytes;
        await (await arena.send(run, { owner: newOwner(), address })).arrayBuffer();
      }
    });
    await arena.letPass(8);
    const [row] = await arena.measured(slug);
    const { memoryBytes: shown, vendor } = row?.device ?? {};
    return {
      won: shown === memoryBytes || vendor === 'Nobody',
      costCpuSeconds,
      honestCpuSeconds: costCpuSeconds,
      shiftRatio: 0,
      detail: `vendor ${vendor}, memory ${shown}`,
    };
  },
});
