import { defineAdversary } from './adversary.ts';
import { cpuSecondsOf } from './arena.ts';

const keys = 5;

export const youngKeys = defineAdversary({
  name: 'young-keys',
  tries: `${keys} fresh keys of ${keys} networks agree about a device that nobody else has.`,
  async attack(arena) {
    const name = 'AMD Ryzen Threadripper PRO 7995WX 96-Cores';
    let slug = '';
    const costCpuSeconds = await cpuSecondsOf(async () => {
      for (let key = 0; key < keys; key++) {
        slug = await arena.sendAndFind(arena.runOf(name, 9e12), arena.newcomer());
      }
    });
    const rows = await arena.measured(slug);
    const won = rows.some(({ rank, tier }) => rank !== null || tier === 'T3' || tier === 'T4');
    return {
      won,
      costCpuSeconds,
      honestCpuSeconds: costCpuSeconds,
      shiftRatio: 0,
      detail: `rank ${rows[0]?.rank}, tier ${rows[0]?.tier}`,
    };
  },
});
