import type { Word } from './word.ts';

/** Where a submission stands. */
export interface Status extends Word {
  /** Whether its figures count towards the board's rows. */
  readonly isCounted: boolean;
}

/** Every status of a submission. */
export const statuses = [
  {
    id: 'accepted',
    title: 'accepted',
    words: 'Kept and, when signed, on the board; its claims stand below all that is ranked',
    isCounted: true,
  },
  {
    id: 'verified',
    title: 'verified',
    words: 'On the board, proved where it says so',
    isCounted: true,
  },
  {
    id: 'quarantined',
    title: 'quarantined',
    words: 'Kept apart, not on the board',
    isCounted: false,
  },
  { id: 'failed', title: 'failed', words: 'Not on the board', isCounted: false },
  { id: 'withdrawn', title: 'withdrawn', words: 'Taken off the board', isCounted: false },
] as const satisfies readonly Status[];

export type SubmissionStatus = (typeof statuses)[number]['id'];
