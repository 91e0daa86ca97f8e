import { defineAdversary } from './adversary.ts';
import { cpuSecondsOf } from './arena.ts';

const ids = [
  'ffffffff-fff0-7000-8000-000000000001',
  '7fffffff-ffff-7000-8000-000000000002',
  '00000000-0001-7000-8000-000000000003',
];

export const futureIds = defineAdversary({
  name: 'future-ids',
  tries: 'Runs whose ids claim the end of time, so that they stay the newest for ever.',
  async attack(arena) {
    const statuses: number[] = [];
    const costCpuSeconds = await cpuSecondsOf(async () => {
      const participant = arena.newcomer();
      for (const id of ids) {
        const run = arena.runOf('AMD Ryzen 7 5800X 8-Core Processor', 3e11);
        run.run.id = id;
        const answer = await arena.send(run, participant);
        await answer.arrayBuffer();
        statuses.push(answer.status);
      }
    });
    return {
      won: statuses.includes(201),
      costCpuSeconds,
      honestCpuSeconds: costCpuSeconds,
      shiftRatio: 0,
      detail: statuses.join(', '),
    };
  },
});
