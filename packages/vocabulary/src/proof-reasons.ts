import type { Word } from './word.ts';

/**
 * What stood between a submission and its verification. The reasons of a quarantine are the ids of the
 * plausibility rules, and a maintainer may give any.
 */
export const proofReasons = [
  {
    id: 'above-floor',
    title: 'claims more than it proved',
    words: 'it claims more than 1.25 times what it proved',
    remedy: 'an idle machine proves more, so submit it again',
  },
  {
    id: 'bandwidth-unproved',
    title: 'bandwidth not proved',
    words: 'it did not prove the bandwidth that it claims',
    remedy: 'submit it again: ridgeline submit ID',
  },
  {
    id: 'compute-unproved',
    title: 'products not proved',
    words: 'it did not prove the products that it claims',
    remedy: 'submit it again: ridgeline submit ID',
  },
  {
    id: 'challenge-expired',
    title: 'proof too late',
    words: 'its proof came after the challenge had expired',
    remedy: 'submit it again: ridgeline submit ID',
  },
  {
    id: 'digest-mismatch',
    title: 'wrong proof',
    words: 'its proof is wrong',
    remedy: 'measure again; a machine that proves wrongly twice computes wrongly',
  },
  {
    id: 'earlier-proof-failed',
    title: 'an earlier proof of its key was wrong',
    words: 'a proof of the same key was wrong, or never opened, within a day before',
    remedy: 'submit it again a day later: ridgeline submit ID',
  },
  {
    id: 'faster-than-possible',
    title: 'faster than possible',
    words: 'its proof came faster than the device can work',
    remedy: 'check that the device is named rightly, and tell the maintainers if it is',
  },
] as const satisfies readonly Word[];

export type ProofReason = (typeof proofReasons)[number]['id'];
