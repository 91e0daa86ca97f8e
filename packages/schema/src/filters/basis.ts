import { bases } from '@ridgeline/vocabulary/bases';
import { basis } from '../responses.ts';
import { defineFilter } from './filter.ts';

export const basisFilter = defineFilter({
  name: 'basis',
  title: 'Kind of figures',
  schema: basis,
  description: 'Kind of the figures that rows rest on.',
  example: 'measured',
  subject: 'row',
  // Runs are measured, all of them.
  isOfRun: false,
  control: {
    kind: 'switch',
    any: 'All kinds',
    options: bases.map(({ id, plural }) => ({ id, title: plural })),
  },
  matches: (entry, value) => entry.basis === value,
});
