import { z } from 'zod';
import { defineFilter } from './filter.ts';

export const kindFilter = defineFilter({
  name: 'kind',
  title: 'Kind of device',
  schema: z.enum(['gpu', 'cpu']),
  description: 'Kind of device.',
  example: 'gpu',
  subject: 'device',
  isOfRun: true,
  control: {
    kind: 'switch',
    any: 'All devices',
    options: [
      { id: 'gpu', title: 'GPUs' },
      { id: 'cpu', title: 'CPUs' },
    ],
  },
  matches: ({ device }, kind) => device.kind === kind,
});
