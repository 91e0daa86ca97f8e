import { tiers } from '@ridgeline/vocabulary/tiers';
import { tier } from '../responses.ts';
import { defineFilter } from './filter.ts';

export const tierFilter = defineFilter({
  name: 'tier',
  title: 'Verified',
  schema: tier,
  description: 'How far it was verified: exactly this tier.',
  example: 'T2',
  subject: 'row',
  isOfRun: true,
  control: {
    kind: 'select',
    options: tiers.map(({ id, title }) => ({ id, title: `${title} (${id})` })),
  },
  matches: (entry, value) => entry.tier === value,
});
