import {
  type ChallengeKind,
  firstFault,
  type LeafOpening,
  roundsIn,
  type WorkOf,
} from './challenge-kind.ts';
import { challengeB, challengeFlops, challengeRow } from './challenge-matmul.ts';
import { digestInLeaf, leafCount, leafIndex, leavesOf } from './digest-leaves.ts';
import { fromHex, toHex } from './hex.ts';
import { isInTree, merkleLevels, merkleProof, merkleRoot } from './merkle-tree.ts';
import { rowDigest } from './row-digest.ts';

/** A row of the product in one repetition. */
export interface MatmulPick {
  readonly repetition: number;
  readonly row: number;
}

/** The forms of a product on the wire. */
export interface MatmulForms {
  readonly size: {
    readonly kernel: 'matmul';
    readonly rows: number;
    readonly repetitions: number;
  };
  readonly drawn: { readonly kernel: 'matmul'; readonly picks: readonly MatmulPick[] };
  readonly opened: {
    readonly kernel: 'matmul';
    readonly openings: readonly (MatmulPick & LeafOpening)[];
  };
}

/** A product to compute. */
export type MatmulWork = WorkOf<MatmulForms>;

/** Seconds that one product may take, so that a pass is several and its length can be met. */
const longestProductSeconds = 2;

/** Larger products lose a smaller part to their digests; beyond 4096 f32 sums would not be exact. */
const rowCounts = [4096, 2048, 1024, 512, 256, 128] as const;

/** f32 products in a row, see `challenge-matmul.ts`; one tree over the digests of all rows. */
export const matmulKind: ChallengeKind<MatmulForms> = {
  kernel: 'matmul',
  dtype: 'f32',
  peak: 'compute-f32',
  unit: 'FLOP/s',
  reasonIfMissing: 'compute-unproved',
  isBasic: true,
  rounds: { name: 'repetitions', pick: 'repetition', least: 1, most: 1_000_000 },
  places: { name: 'rows', pick: 'row', least: 64, most: 4096 },
  isChained: false,
  isRehearsed: false,
  counts: ({ repetitions, rows }) => ({ rounds: repetitions, places: rows }),
  sizeOf: ({ places, rounds }) => ({ kernel: 'matmul', rows: places, repetitions: rounds }),
  sizeFor({ rate }) {
    const secondsOf = (rows: number) => (2 * rows ** 3) / rate;
    const rows = rowCounts.find((each) => secondsOf(each) <= longestProductSeconds) ?? 128;
    return { kernel: 'matmul', rows, repetitions: roundsIn(secondsOf(rows)) };
  },
  work: challengeFlops,
  problemSize: ({ rows }) => ({ m: rows, n: rows, k: rows }),
  isLargeEnough: () => true,
  draw({ repetitions, rows }, count, below) {
    const pick = () => ({ repetition: below(repetitions), row: below(rows) });
    return { kernel: 'matmul', picks: Array.from({ length: count }, pick) };
  },
  async commit(digests, { rows }, sha256) {
    const leaves = leavesOf(digests, rows);
    const levels = await merkleLevels(leaves, sha256);
    return {
      root: merkleRoot(levels),
      async open(picks) {
        const openings = picks.map(({ repetition, row }) => {
          const leaf = leafIndex(repetition, row, rows);
          const own = toHex(leaves[leaf] ?? new Uint8Array());
          return { repetition, row, digests: own, proof: merkleProof(levels, leaf) };
        });
        return { kernel: 'matmul', openings };
      },
    };
  },
  // n² steps for each row.
  async faultOf(work, proof, sha256) {
    const { repetitions, rows } = work;
    const b = challengeB(work);
    return firstFault(proof, async ({ repetition, row, ...opening }) => {
      const place = `row ${row} of repetition ${repetition}`;
      const claim = {
        leaf: fromHex(opening.digests),
        proof: opening.proof,
        index: leafIndex(repetition, row, rows),
        leafCount: leafCount(rows, repetitions),
      };
      if (!(await isInTree(claim, proof.root, sha256))) {
        return `${place} is not under the committed root`;
      }
      const expected = rowDigest(challengeRow(work, b, repetition, row));
      return expected === digestInLeaf(opening.digests, row, rows)
        ? undefined
        : `${place} is wrong`;
    });
  },
};
