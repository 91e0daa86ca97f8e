import { platforms } from '@ridgeline/vocabulary/platforms';
import { platform } from '../submission.ts';
import { defineFilter } from './filter.ts';

/** By the operating system of a row's newest run. */
export const osFilter = defineFilter({
  name: 'os',
  title: 'Measured on',
  schema: platform,
  description: 'Operating system that measured.',
  example: 'linux',
  subject: 'row',
  isOfRun: true,
  control: { kind: 'select', options: platforms },
  matches: ({ softwarePath }, os) => softwarePath?.platform === os,
});
