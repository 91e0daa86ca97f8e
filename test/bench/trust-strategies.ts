import { keyOfHex } from '@ridgeline/kernels/verification/challenge-seed';
import { blockDigest } from '@ridgeline/kernels/verification/read-array';
import type { Submission } from '@ridgeline/schema/submission';
import { modestBandwidth, modestRun } from '../api/modest-run.ts';
import {
  type AnswerOf,
  type AskedChallenge,
  honestAnswer,
  productAnswer,
  readAnswer,
} from '../api/prover.ts';

export const path = 'cpu0-wasm';
/** A claim that the small pass proves even on a busy machine. */
export const provable = 2e5;
const arrayBytes = 2 ** 24;

/** What a challenge is answered with. */
export type Answering = (challenge: AskedChallenge, random: () => number) => AnswerOf;

/** A way to answer challenges, honest or not. */
export interface Strategy {
  readonly name: string;
  run(): Submission;
  readonly claimFlopsPerSecond: number;
  readonly product: Answering;
  readonly claimBytesPerSecond: number;
  /** Absent: no read challenge is asked for. */
  readonly read?: Answering;
}

const base = {
  run: () => modestRun(provable, 0),
  claimFlopsPerSecond: provable,
  claimBytesPerSecond: modestBandwidth,
  product: honestAnswer,
} as const;

const memory = { ...base, run: () => modestRun(provable, arrayBytes), read: honestAnswer } as const;

/** A run that claims a product only. */
export const honestRunner: Strategy = { ...base, name: 'honest' };

/** A run that claims a bandwidth too. */
export const honestReader: Strategy = { ...memory, name: 'honest-reader' };

/** Computes a fraction of the entries, or of whole rows, and makes up the others. */
function fraction(computedRatio: number): Strategy {
  return {
    ...memory,
    name: `computes-${computedRatio}`,
    product: ({ counts, kind }, random) => {
      const rows = Array.from({ length: counts.places }, () => random() < computedRatio);
      return productAnswer(kind, counts.places, (entry) =>
        Boolean(rows[Math.floor(entry / counts.places)]),
      );
    },
  };
}

const digests =
  (digestOf: NonNullable<Parameters<typeof readAnswer>[2]>): Answering =>
  ({ counts, issued }) =>
    readAnswer(counts.places, keyOfHex(issued.seed), digestOf);

/** A run whose claim nothing proves. */
function inflated(name: string, claim: number): Strategy {
  return { ...base, name, run: () => modestRun(claim, 0), claimFlopsPerSecond: provable };
}

/** Every kind of cheat that is tried. */
export const cheats: readonly Strategy[] = [
  ...[0.1, 0.2, 0.3, 0.4, 0.5].map(fraction),
  {
    ...memory,
    name: 'precomputed',
    // The products of a key chosen before the challenge was known.
    product: ({ counts, kind }) => {
      const answer = productAnswer(kind, counts.places);
      return (round) => answer(round, [1, 2]);
    },
  },
  inflated('inflated-claim', 1e11),
  // A fast machine's genuine figures, proved on a slow one.
  inflated('relabelled-golden-run', 3e12),
  {
    ...memory,
    name: 'reads-half',
    read: digests((words, key, block) => (block % 2 === 0 ? blockDigest(words, key) : block)),
  },
  // One reading would serve every pass, if keys were not told by the passes before.
  { ...memory, name: 'one-key-for-all', read: digests((words) => blockDigest(words, [1, 2])) },
  {
    ...memory,
    name: 'array-of-another-seed',
    read: ({ counts }) => readAnswer(counts.places, [3, 4]),
  },
  { ...base, name: 'reads-nothing', run: () => modestRun(provable, arrayBytes) },
  {
    ...memory,
    name: 'inflated-bandwidth',
    run: () => modestRun(provable, arrayBytes, 1e11),
  },
];
