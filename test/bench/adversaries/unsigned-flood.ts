import { defineAdversary } from './adversary.ts';
import { cpuSecondsOf } from './arena.ts';

const networks = 8;
const posts = 60;

export const unsignedFlood = defineAdversary({
  name: 'unsigned-flood',
  tries: `${networks * posts} unsigned runs of ${networks} networks, each of a device of its own.`,
  async attack(arena) {
    const before = await arena.board();
    const statuses: Record<number, number> = {};
    const costCpuSeconds = await cpuSecondsOf(async () => {
      for (let network = 0; network < networks; network++) {
        const { address } = arena.newcomer();
        for (let post = 0; post < posts; post++) {
          const run = arena.runOf(`Flood ${network} ${post}`, 1e13);
          const answer = await arena.send(run, { owner: undefined, address });
          await answer.arrayBuffer();
          statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
        }
      }
    });
    const after = await arena.board();
    const isSlower = after.seconds > 2 * before.seconds + 0.05;
    return {
      won: after.rows !== before.rows || isSlower,
      costCpuSeconds,
      honestCpuSeconds: costCpuSeconds,
      shiftRatio: 0,
      detail: `${JSON.stringify(statuses)}, rows ${before.rows} to ${after.rows}`,
    };
  },
});
