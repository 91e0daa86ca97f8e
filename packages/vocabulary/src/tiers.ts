import type { Word } from './word.ts';

/** How far a submission was verified, lowest first. */
export const tiers = [
  {
    id: 'T0',
    title: 'unsigned',
    words: 'Sent without a key: anyone could have written it, and no board counts it.',
    remedy: 'Send it signed: ridgeline submit signs with the key it makes.',
  },
  {
    id: 'T1',
    title: 'signed',
    words: 'Signed, and consistent with itself; a figure that it needs rests on the sender’s word.',
    remedy: 'Prove it: ridgeline submit does so within a minute of an online run.',
  },
  {
    id: 'T2',
    title: 'proved',
    words:
      'The key’s owner did fresh work, which the server checked, at the speed claimed, for each figure that its numbers rest on.',
  },
  {
    id: 'T3',
    title: 'confirmed by others',
    words:
      'At least three independent owners proved it, and their figures lie within 5 % of the median.',
  },
  {
    id: 'T4',
    title: 'by maintainers',
    words: 'The maintainers measured it on a machine of their own.',
  },
] as const satisfies readonly Word[];

export type Tier = (typeof tiers)[number]['id'];
