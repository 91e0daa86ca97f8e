import {
  blockDigest,
  firstKey,
  type ReadKey,
} from '@ridgeline/kernels/verification/challenge-read';
import { challengeSeed } from '@ridgeline/kernels/verification/challenge-seed';
import type { Submission } from '@ridgeline/schema/submission';
import { modestRun } from '../api/modest-run.ts';
import { type IssuedProduct, type Pass, runPass } from '../api/prover.ts';
import { type IssuedRead, runReadPass } from '../api/read-prover.ts';

export const productSize = { kernel: 'matmul', rows: 64, repetitions: 4 } as const;
/** 16 MiB, the least that can be asked for. */
export const readSize = { kernel: 'read', blocks: 64, passes: 2 } as const;
export const path = 'cpu0-wasm';
/** A claim that the small pass proves even on a busy machine. */
export const provable = 2e5;
const arrayBytes = 2 ** 24;

/** A way to answer challenges, honest or not. */
export interface Strategy {
  readonly name: string;
  run(): Submission;
  pass(challenge: IssuedProduct, random: () => number, stolen: Pass | undefined): Promise<Pass>;
  /** Absent: no read challenge is asked for. */
  read?(challenge: IssuedRead): Promise<Pass>;
}

const computeRun = (claimFlopsPerSecond: number) => () => modestRun(claimFlopsPerSecond, 0);
const memoryRun = () => modestRun(provable, arrayBytes);
const wholePass = (challenge: IssuedProduct) => runPass(challenge);
const wholeRead = (challenge: IssuedRead) => runReadPass(challenge);

/** A run that claims a product only. */
export const honestRunner: Strategy = {
  name: 'honest',
  run: computeRun(provable),
  pass: wholePass,
};

/** A run that claims a bandwidth too. */
export const honestReader: Strategy = {
  name: 'honest-reader',
  run: memoryRun,
  pass: wholePass,
  read: wholeRead,
};

/** Computes a fraction of the rows and makes up the others. */
function fraction(computedRatio: number): Strategy {
  return {
    name: `computes-${computedRatio}`,
    run: computeRun(provable),
    pass: (challenge, random) => runPass(challenge, () => random() < computedRatio),
  };
}

/** Proves the product, and lies about what it read. */
function reader(name: string, read: Strategy['read'], run = memoryRun): Strategy {
  return { name, run, pass: wholePass, ...(read && { read }) };
}

const madeUp = (block: number, key: ReadKey): Uint32Array => Uint32Array.of(block, key[0]);

/** Every kind of cheat that is tried. */
export const cheats: readonly Strategy[] = [
  ...[0.1, 0.2, 0.3, 0.4, 0.5].map(fraction),
  {
    name: 'copied-digests',
    run: computeRun(provable),
    // The honest pass of another run, whose inputs were other ones.
    pass: async (challenge, _random, stolen) => stolen ?? runPass(challenge, () => false),
  },
  {
    name: 'precomputed',
    run: computeRun(provable),
    // The product of a seed chosen before the challenge was known.
    pass: (challenge) => runPass({ ...challenge, seed: '0123456789abcdef' }),
  },
  {
    name: 'one-repetition-for-all',
    run: computeRun(provable),
    pass: (challenge) => runPass(challenge, (leaf) => leaf < challenge.rows),
  },
  { name: 'inflated-claim', run: computeRun(1e11), pass: wholePass },
  // A fast machine's genuine figures, proved on a slow one.
  { name: 'relabelled-golden-run', run: computeRun(3e12), pass: wholePass },
  reader('reads-half', (challenge) =>
    runReadPass(challenge, (words, key, block) =>
      block % 2 === 0 ? blockDigest(words, key) : madeUp(block, key),
    ),
  ),
  // One reading would serve every pass, if keys were not told by the passes before.
  reader('one-key-for-all', (challenge) => {
    const key = firstKey(challengeSeed(challenge.seed));
    return runReadPass(challenge, (words) => blockDigest(words, key));
  }),
  // An array that was filled before the challenge was known.
  reader('array-of-another-seed', (challenge) =>
    runReadPass({ ...challenge, seed: '0123456789abcdef' }),
  ),
  reader('reads-nothing', undefined),
  reader('inflated-bandwidth', wholeRead, () => modestRun(provable, arrayBytes, 1e11)),
];
