import type { OkMeasurement } from '@ridgeline/schema/submission';
import { defineAdversary } from './adversary.ts';
import { cpuSecondsOf } from './arena.ts';

const keys = 5;
const sorts = ['compute', 'compute-f32', 'decode', 'prefill'];

export const claimsWithoutProof = defineAdversary({
  name: 'claims-without-proof',
  tries: `${keys} keys, a week old, of as many networks claim absurd int8 products, which no challenge asks about.`,
  async attack(arena) {
    const name = 'Intel Core i9-13900K';
    let slug = '';
    const costCpuSeconds = await cpuSecondsOf(async () => {
      for (let key = 0; key < keys; key++) {
        const run = arena.runOf(name, 1e12);
        const [first] = run.measurements as OkMeasurement[];
        if (first === undefined) throw new Error('A run has measurements.');
        run.measurements.push({ ...first, ...claimOf(4096, 1e17) });
        slug = await arena.sendAndFind(run, arena.newcomer());
      }
    });
    await arena.letPass(8);
    const ranks: string[] = [];
    for (const sort of sorts) {
      for (const { device, rank } of await arena.ranked(sort)) {
        if (device.slug === slug) ranks.push(`${sort} ${rank}`);
      }
    }
    return {
      won: ranks.length > 0,
      costCpuSeconds,
      honestCpuSeconds: costCpuSeconds,
      shiftRatio: 0,
      detail: ranks.join(', ') || 'no rank',
    };
  },
});

function claimOf(n: number, operationsPerSecond: number) {
  const seconds = (2 * n ** 3) / operationsPerSecond;
  const samples = [1.01, 0.997, 1.003, 1, 0.999].map((factor) => factor * seconds);
  return {
    dtype: 'int8',
    size: { m: n, n, k: n },
    durationSeconds: { median: seconds, samples },
    relativeError: 0,
  };
}
