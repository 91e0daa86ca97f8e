import { queryText } from '../query-values.ts';
import { defineFilter } from './filter.ts';

/** Finds devices by a part of their name. */
export const searchFilter = defineFilter({
  name: 'search',
  title: 'Name has',
  schema: queryText(100),
  description: 'Part of vendor and name, literally.',
  subject: 'device',
  isOfRun: false,
  control: { kind: 'search', label: 'Device', placeholder: 'any, or e.g. 4090' },
  matches: ({ device }, text) =>
    `${device.vendor} ${device.name} ${device.slug}`.toLowerCase().includes(text.toLowerCase()),
});
