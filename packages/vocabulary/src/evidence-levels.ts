import type { Word } from './word.ts';

/** What stands behind one figure of a measured device, weakest first: tables hold the index. */
export const evidenceLevels = [
  {
    id: 'claimed',
    title: 'claimed',
    words: 'The sender’s word: nothing that was checked bounds it.',
  },
  {
    id: 'within-figures',
    title: 'claimed, within what its proved figures allow',
    words: 'The sender’s word, and no more than the proved figures of the same device allow.',
  },
  {
    id: 'within-sheet',
    title: 'claimed, within the data sheet',
    words: 'The sender’s word, and no more than the data sheet of the named device allows.',
  },
  {
    id: 'proved',
    title: 'proved',
    words:
      'The sender did fresh work in this number format, which was checked, at four fifths of this speed or more.',
  },
] as const satisfies readonly Word[];

export type EvidenceLevel = (typeof evidenceLevels)[number]['id'];

/** The level at a place; places from elsewhere, such as a newer table's, are an error and throw. */
export function evidenceAt(rank: number): EvidenceLevel {
  const level = evidenceLevels[rank];
  if (level === undefined) throw new Error(`There is no level of evidence ${rank}.`);
  return level.id;
}

/** Place of a level among all, 0 for the weakest. */
export function evidenceRank(level: EvidenceLevel): number {
  return evidenceLevels.findIndex(({ id }) => id === level);
}
