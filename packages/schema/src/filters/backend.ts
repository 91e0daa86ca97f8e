import { wireId } from '../text.ts';
import { defineFilter } from './filter.ts';

export const backendFilter = defineFilter({
  name: 'backend',
  title: 'Backend',
  schema: wireId,
  description: 'Backend that measured.',
  example: 'wasm',
  subject: 'row',
  isOfRun: true,
  control: { kind: 'link' },
  matches: ({ softwarePath }, backend) => softwarePath?.backend === backend,
});
