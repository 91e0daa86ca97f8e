import type { Word } from './word.ts';

/** What a job waits for. */
export const limits = [
  {
    id: 'memory-bandwidth',
    title: 'memory',
    words: 'Waits for memory: each new token reads all active weights once.',
    remedy:
      'Faster memory, fewer bits per weight or more requests at once help; more arithmetic does not.',
  },
  {
    id: 'compute',
    title: 'compute',
    words: 'Waits for arithmetic: the chip multiplies as fast as it can.',
    remedy: 'A faster chip or narrower number formats help; faster memory does not.',
  },
  {
    id: 'overhead',
    title: 'overhead',
    words: 'Waits for launching work rather than doing it: the model is small for this device.',
    remedy: 'Larger batches or a better runtime help.',
  },
  {
    id: 'capacity',
    title: 'capacity',
    words: 'The model does not fit into one device.',
    remedy: 'More memory, more devices or fewer bits per weight help.',
  },
] as const satisfies readonly Word[];

export type Limit = (typeof limits)[number]['id'];
