/** What a job waits for, in words. */
export interface LimitWords {
  readonly id: 'memory-bandwidth' | 'compute' | 'overhead' | 'capacity';
  readonly title: string;
  /** What it means and what would help, in one or two sentences. */
  readonly summary: string;
}

/** Every limit of the predictor. */
export const limits: readonly LimitWords[] = [
  {
    id: 'memory-bandwidth',
    title: 'memory',
    summary:
      'Waits for memory: each new token reads all active weights once. Faster memory, fewer bits per weight or more requests at once help; more arithmetic does not.',
  },
  {
    id: 'compute',
    title: 'compute',
    summary:
      'Waits for arithmetic: the chip multiplies as fast as it can. A faster chip or narrower number formats help; faster memory does not.',
  },
  {
    id: 'overhead',
    title: 'overhead',
    summary:
      'Waits for launching work rather than doing it: the model is small for this device. Larger batches or a better runtime help.',
  },
  {
    id: 'capacity',
    title: 'capacity',
    summary:
      'The model does not fit into one device. More memory, more devices or fewer bits per weight help.',
  },
];

/** The words of a limit. */
export function limitWords(id: LimitWords['id']): LimitWords {
  const words = limits.find((each) => each.id === id);
  if (words === undefined) throw new Error(`There are no words for the limit "${id}".`);
  return words;
}
