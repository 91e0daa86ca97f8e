import { devices } from '@ridgeline/catalog/find-device';
import { catalogueMachine } from '@ridgeline/evaluation/catalogue-machine';
import { advise } from '@ridgeline/roofline/advise';
import { overrideWorkload, parseWorkloadId } from '@ridgeline/roofline/workload';
import { expect, test } from 'vitest';
import { adviceFrom } from './advise.ts';
import { Boards } from './board/boards.ts';

test('a board that nobody has measured for gives the advice that the command line gives', async () => {
  const source = {
    readEntryChanges: async () => ({ rows: [], horizon: '0' }),
    writeCount: () => 0,
  };
  const snapshot = await new Boards(source).read();
  const offered = devices.map((device) => ({
    id: device.slug,
    machine: catalogueMachine(device),
    prices: device.prices,
  }));
  for (const id of ['llama-3.1-8b--q4_k_m--chat', 'llama-3.1-70b--q4_k_m--chat']) {
    for (const batchSize of [1, 8, 64]) {
      const job = parseWorkloadId(id);
      if (job === undefined) throw new Error(`no workload ${id}`);
      const workload = overrideWorkload(job, { batchSize });
      const target = { tokensPerSecondPerUser: 10, ownPrices: new Map(), limit: Infinity };
      const { options, insufficientCount } = adviceFrom(snapshot, { workload, ...target });
      const { sufficient } = advise(offered, workload, { users: batchSize, tokensPerSecond: 10 });
      const answered = options.map(({ device, deviceCount, perUserTokensPerSecond }) =>
        [device.slug, deviceCount, perUserTokensPerSecond].join(' '),
      );
      const shown = sufficient.map((each) =>
        [each.id, each.deviceCount, each.tokensPerSecondPerUser].join(' '),
      );
      expect(answered.length).toBeGreaterThan(3);
      expect(answered.sort()).toEqual(shown.sort());
      expect(options.length + insufficientCount).toBe(devices.length);
    }
  }
}, 30_000);
