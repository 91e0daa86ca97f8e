import type { LeafOpening } from './challenge-kind.ts';
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

/** A block of a pass. */
export interface ReadPick {
  readonly pass: number;
  readonly block: number;
}

/** What a block is opened with; the siblings lead to the pass's root, then to that over all passes. */
export interface ReadOpening extends ReadPick, LeafOpening {
  /** From the second pass on: the root of the pass before, which is the key, and its siblings. */
  readonly before?: { readonly root: string; readonly proof: readonly string[] } | undefined;
}

/** The digests of a read challenge with the tree over its passes, ready to be opened. */
export class ReadCommitment {
  readonly #digests: Uint32Array;
  readonly #blocks: number;
  readonly #roots: readonly string[];
  readonly #levels: MerkleLevels;
  readonly #sha256: Sha256;

  private constructor(
    digests: Uint32Array,
    blocks: number,
    roots: readonly string[],
    levels: MerkleLevels,
    sha256: Sha256,
  ) {
    this.#digests = digests;
    this.#blocks = blocks;
    this.#roots = roots;
    this.#levels = levels;
    this.#sha256 = sha256;
  }

  /** @param digests of all blocks, two words each, pass by pass */
  static async of(
    digests: Uint32Array,
    size: Omit<ChallengeRead, 'seed'>,
    sha256: Sha256,
  ): Promise<ReadCommitment> {
    const roots = await passRoots(digests, size, sha256);
    const levels = await merkleLevels(roots.map(fromHex), sha256);
    return new ReadCommitment(digests, size.blocks, roots, levels, sha256);
  }

  /** Root over the roots of the passes. */
  get root(): string {
    return merkleRoot(this.#levels);
  }

  /** What one block of one pass is opened with. */
  async open({ block, pass }: ReadPick): Promise<ReadOpening> {
    const blocks = this.#blocks;
    const own = this.#digests.subarray(2 * blocks * pass, 2 * blocks * (pass + 1));
    const leaves = leavesOf(own, blocks);
    const within = await merkleLevels(leaves, this.#sha256);
    const leaf = leafIndex(0, block, blocks);
    const root = this.#roots[pass - 1];
    const before = root && { root, proof: merkleProof(this.#levels, pass - 1) };
    return {
      pass,
      block,
      digests: toHex(leaves[leaf] ?? new Uint8Array()),
      proof: [...merkleProof(within, leaf), ...merkleProof(this.#levels, pass)],
      ...(before && { before }),
    };
  }
}
