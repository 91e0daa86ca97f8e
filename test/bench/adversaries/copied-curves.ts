import type { OkMeasurement } from '@ridgeline/schema/submission';
import { defineAdversary } from './adversary.ts';
import { cpuSecondsOf } from './arena.ts';

const keys = 6;

export const copiedCurves = defineAdversary({
  name: 'copied-curves',
  tries: `${keys} keys of ${keys} networks send one curve, scaled and with a little noise, as if they had measured.`,
  async attack(arena) {
    const name = 'AMD EPYC 9654 96-Core Processor';
    const original = arena.runOf(name, 5e11);
    const slug = await arena.sendAndFind(original, arena.newcomer());
    const measured = original.measurements as OkMeasurement[];
    const costCpuSeconds = await cpuSecondsOf(async () => {
      for (let key = 0; key < keys; key++) {
        const run = arena.runOf(name, 5e11);
        const scale = 1 / (1 + key / 40);
        run.measurements = measured.map((each) => {
          const factor = scale * (1 + 2e-3 * (arena.random() - 0.5));
          const { median, samples } = each.durationSeconds;
          const scaled = samples.map((sample) => sample * factor);
          return { ...each, durationSeconds: { median: median * factor, samples: scaled } };
        });
        await (await arena.send(run, arena.newcomer())).arrayBuffer();
      }
    });
    await arena.letPass(8);
    const { independentOwnerCount = 0 } = await arena.figureOf(slug);
    return {
      won: independentOwnerCount > 1,
      costCpuSeconds,
      honestCpuSeconds: costCpuSeconds,
      shiftRatio: 0,
      detail: `${independentOwnerCount} independent owners of ${keys + 1}`,
    };
  },
});
