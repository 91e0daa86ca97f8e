import { type ChallengeRead, passRoots } from './challenge-read.ts';
import { leafIndex, leavesOf } from './digest-leaves.ts';
import { fromHex, toHex } from './hex.ts';
import {
  type MerkleLevels,
  merkleLevels,
  merkleProof,
  merkleRoot,
  type Sha256,
} from './merkle-tree.ts';

/** What a block of a pass is opened with. */
export interface ReadOpening {
  readonly repetition: number;
  readonly row: number;
  /** Digests of the blocks that share the leaf. */
  readonly digests: string;
  /** Siblings to the pass's root, then to the root over all passes. */
  readonly proof: string[];
  /** The pass before, whose root is the key of this one. */
  readonly before?: { readonly root: string; readonly proof: string[] };
}

/** The digests of a read challenge with the tree over its passes, ready to be opened. */
export class ReadCommitment {
  readonly #digests: Uint32Array;
  readonly #n: number;
  readonly #roots: readonly string[];
  readonly #levels: MerkleLevels;
  readonly #sha256: Sha256;

  private constructor(
    digests: Uint32Array,
    n: number,
    roots: readonly string[],
    levels: MerkleLevels,
    sha256: Sha256,
  ) {
    this.#digests = digests;
    this.#n = n;
    this.#roots = roots;
    this.#levels = levels;
    this.#sha256 = sha256;
  }

  /** @param digests of all blocks, two words each, pass by pass */
  static async of(
    digests: Uint32Array,
    size: Pick<ChallengeRead, 'n' | 'repetitions'>,
    sha256: Sha256,
  ): Promise<ReadCommitment> {
    const roots = await passRoots(digests, size, sha256);
    const levels = await merkleLevels(roots.map(fromHex), sha256);
    return new ReadCommitment(digests, size.n, roots, levels, sha256);
  }

  /** Root over the roots of the passes. */
  get root(): string {
    return merkleRoot(this.#levels);
  }

  /** What one block (`row`) of one pass (`repetition`) is opened with. */
  async open({ repetition, row }: { repetition: number; row: number }): Promise<ReadOpening> {
    const n = this.#n;
    const own = this.#digests.subarray(2 * n * repetition, 2 * n * (repetition + 1));
    const leaves = leavesOf(own, n);
    const within = await merkleLevels(leaves, this.#sha256);
    const leaf = leafIndex(0, row, n);
    const root = this.#roots[repetition - 1];
    const before = root && { root, proof: merkleProof(this.#levels, repetition - 1) };
    return {
      repetition,
      row,
      digests: toHex(leaves[leaf] ?? new Uint8Array()),
      proof: [...merkleProof(within, leaf), ...merkleProof(this.#levels, repetition)],
      ...(before && { before }),
    };
  }
}
