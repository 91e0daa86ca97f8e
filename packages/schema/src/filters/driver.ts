import { queryText } from '../query-values.ts';
import { defineFilter } from './filter.ts';

export const driverFilter = defineFilter({
  name: 'driver',
  title: 'Driver',
  schema: queryText(120),
  description: 'Driver that measured, exactly.',
  subject: 'row',
  isOfRun: true,
  control: { kind: 'link' },
  matches: ({ softwarePath }, driver) => softwarePath?.driver === driver,
});
