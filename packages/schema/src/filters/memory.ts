import { queryInteger } from '../query-values.ts';
import { defineFilter } from './filter.ts';

const sizes = [8, 12, 16, 24, 32, 48, 80];

export const memoryFilter = defineFilter({
  name: 'memory',
  title: 'Memory',
  schema: queryInteger(1, 2 ** 48),
  description: 'At least so many bytes.',
  example: 24_000_000_000,
  subject: 'device',
  isOfRun: true,
  control: {
    kind: 'select',
    // Decimal, so that a card sold with 24 GB passes whichever way its sheet counts.
    options: sizes.map((size) => ({ id: String(size * 1e9), title: `at least ${size} GB` })),
  },
  matches: ({ device }, bytes) => (device.memoryBytes ?? 0) >= bytes,
});
