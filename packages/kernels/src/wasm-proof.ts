import type { ChallengeCounts } from './verification/challenge-kind.ts';
import type { ChallengeKey } from './verification/challenge-seed.ts';
import { fewestLeaves, levelStart } from './verification/hash-tree.ts';
import { sha256Constants } from './verification/sha256-constants.ts';
import { partOf } from './wasm/memory-layout.ts';
import type { WasmProblem, WasmThread } from './wasm-program.ts';

/** A challenge's problem as every thread of the team knows it. */
export interface WasmProofProblem extends WasmProblem {
  readonly counts: ChallengeCounts;
}

/** A step of a round, taken by the whole team; what is in it beside its name only its program knows. */
export interface ProofStep {
  readonly name: string;
}

/** Where a round's answer lies, and the tree over it. */
export interface RoundPlace {
  readonly leaves: number;
  readonly tree: number;
  readonly leafCount: number;
}

/** How the team meets challenges of a kernel. */
export interface WasmProof {
  readonly dtypes: readonly string[];
  /** Bytes of each array. */
  lengths(problem: WasmProofProblem): readonly number[];
  /** One thread's share of a step. */
  work(problem: WasmProofProblem, thread: WasmThread): (step: ProofStep) => void;
  /** What comes before round 0, where something does. */
  fill?(seed: ChallengeKey): ProofStep;
  /** The steps of a round; at the end its tree is there up to {@link fewestLeaves} nodes. */
  steps(round: number, key: ChallengeKey): readonly ProofStep[];
  place(problem: WasmProofProblem, addresses: readonly number[], round: number): RoundPlace;
}

/** Bytes of the constants, and of the room that each thread hashes in. */
export const hashingBytes: { readonly constants: number; readonly scratch: number } = {
  constants: 4 * sha256Constants.length,
  scratch: 512,
};

/** Where hashing finds its constants and this thread's room. */
export interface HashingRoom {
  readonly constants: number;
  readonly scratch: number;
}

/** Writes what hashing needs; done by one thread. */
export function writeConstants(buffer: ArrayBufferLike, address: number): void {
  new Int32Array(buffer, address, sha256Constants.length).set(sha256Constants);
}

/** The level of a tree that hashing by the team ends with. */
export function lastTeamLevel(leafCount: number): number {
  return Math.log2(leafCount / fewestLeaves);
}

/** This thread's part of a round's tree. */
export function hashOnThread(
  thread: WasmThread & { readonly threads: number },
  { leafCount, leaves, tree }: RoundPlace,
  { constants, scratch }: HashingRoom,
): void {
  const { barrier, index, threads, wasm } = thread;
  const own = partOf(leafCount, 4, index, threads);
  wasm.hashLeaves(tree, leafCount, leaves, own.from, own.count, constants, scratch);
  for (let level = 1; level <= lastTeamLevel(leafCount); level++) {
    barrier();
    const width = leafCount >>> level;
    const [to, below] = [levelStart(leafCount, level), levelStart(leafCount, level - 1)];
    const { count, from } = partOf(width, 4, index, threads);
    wasm.hashNodes(tree + 4 * to, width, tree + 4 * below, from, count, constants, scratch);
  }
}
