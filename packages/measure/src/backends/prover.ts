import { toBase64Url } from '@ridgeline/kernels/verification/bytes-text';
import {
  type ChallengeCounts,
  type ChallengeKind,
  joinedPath,
  keyOfRound,
  type LeafOpening,
  type LeafPick,
} from '@ridgeline/kernels/verification/challenge-kind';
import type { ChallengeKey } from '@ridgeline/kernels/verification/challenge-seed';
import { bytesOfWords } from '@ridgeline/kernels/verification/hash-tree';

/** What is to be proved. */
export interface ProofRequest {
  /** Id of a kind of challenge. */
  readonly kind: string;
  readonly counts: ChallengeCounts;
}

/**
 * Meets one challenge in memory that was made ready for it. Asked in this order; it must neither choose
 * sizes nor time itself.
 */
export interface Prover {
  /** Does each step once, so that what is compiled and what memory is given on first use is over. */
  rehearse(): Promise<void>;
  /** Fills what the rounds read and gives the root of round 0, for kinds that are filled. */
  fill(seed: ChallengeKey): Promise<string | undefined>;
  /** Does all other rounds, each under the root of the one before; the roots of all. */
  compute(start: ChallengeKey): Promise<readonly string[]>;
  /** What was drawn, once the roots are committed to. */
  open(picks: readonly LeafPick[]): Promise<readonly LeafOpening[]>;
  /** Frees all memory of the challenge. */
  dispose(): Promise<void>;
}

/** The rounds of an engine, for a {@link Prover} that chains them through the host. */
export interface ProofRounds {
  fill?(seed: ChallengeKey): Promise<void>;
  /** Does a round and gives the root over its answer. */
  round(round: number, key: ChallengeKey): Promise<string>;
  /** Words of a leaf of a round that was done, and the path to its root. */
  leaf(
    round: number,
    leaf: number,
    key: ChallengeKey,
  ): Promise<{ readonly words: Uint32Array; readonly path: readonly string[] }>;
  dispose(): Promise<void>;
}

/** Chains rounds: the root of each is the key of the next. */
export function chainRounds(
  kind: ChallengeKind,
  counts: ChallengeCounts,
  rounds: ProofRounds,
): Prover {
  const roots: string[] = [];
  let [seed, start]: ChallengeKey[] = [
    [0, 0],
    [0, 0],
  ];
  const keyOf = (round: number): ChallengeKey =>
    keyOfRound(kind, { seed: seed ?? [0, 0], start: start ?? [0, 0] }, roots, round);
  return {
    async rehearse() {
      // Filling rehearses by itself.
      if (!kind.isFilled) await rounds.round(counts.rounds - 1, [0, 0]);
    },
    async fill(given) {
      roots.length = 0;
      seed = given;
      if (!kind.isFilled) return undefined;
      await rounds.fill?.(given);
      roots.push(await rounds.round(0, given));
      return roots[0];
    },
    async compute(given) {
      start = given;
      while (roots.length < counts.rounds) {
        roots.push(await rounds.round(roots.length, keyOf(roots.length)));
      }
      return roots;
    },
    async open(picks) {
      const openings: LeafOpening[] = [];
      for (const { leaf, round } of picks) {
        const { path, words } = await rounds.leaf(round, leaf, keyOf(round));
        const opened = {
          words: toBase64Url(bytesOfWords(words)),
          path: toBase64Url(joinedPath(path)),
        };
        openings.push({ round, leaf, ...opened });
      }
      return openings;
    },
    dispose: () => rounds.dispose(),
  };
}
