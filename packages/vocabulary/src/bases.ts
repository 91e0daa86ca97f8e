import type { Word } from './word.ts';

/** A kind of figure. Predictions are made from one of these, and labelled by where they appear. */
export interface BasisWord extends Word {
  /** As a label of several rows. */
  readonly plural: string;
}

/** Where a figure comes from, the best first. */
export const bases = [
  {
    id: 'measured',
    title: 'measured',
    plural: 'Measured',
    words: 'Measured by the agent on a real machine, verified, with raw samples.',
  },
  {
    id: 'published',
    title: 'published',
    plural: 'Published',
    words: 'Measured elsewhere and published; the source is named.',
  },
  {
    id: 'spec',
    title: 'data sheet',
    plural: 'Data sheet',
    words: 'What the vendor promises. Real machines reach a part of it.',
  },
] as const satisfies readonly BasisWord[];

export type Basis = (typeof bases)[number]['id'];
