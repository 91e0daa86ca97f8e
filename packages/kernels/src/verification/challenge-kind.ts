import type { ProofReason } from '@ridgeline/vocabulary/proof-reasons';
import { fromBase64Url } from './bytes-text.ts';
import { type ChallengeKey, keyOfHex } from './challenge-seed.ts';
import { isInTree, rootOfRoots, type Sha256, wordsOfBytes } from './hash-tree.ts';
import { fromHex, toHex } from './hex.ts';

/**
 * Seconds that the counted rounds shall take at the claimed rate: long enough that drawing, hashing and
 * the way to the server are a small part of them.
 */
export const passSeconds = 2.5;

/** Roots of all rounds are opened, so that there is room for so many. */
export const mostRounds = 256;

/** Largest array, and largest answers of all rounds together, that a host keeps. */
export const mostKeptBytes: number = 1024 ** 3;

/** A leaf of a round, drawn by the server once it held the root. */
export interface LeafPick {
  readonly round: number;
  readonly leaf: number;
}

/** A leaf and the siblings on its way to its round's root, as base64 for URLs. */
export interface LeafOpening extends LeafPick {
  readonly words: string;
  readonly path: string;
}

/**
 * Every challenge is so many rounds over so many places: the repetitions of a product over its rows, the
 * passes over the blocks of an array.
 */
export interface ChallengeCounts {
  readonly rounds: number;
  readonly places: number;
}

/** A number of a size under its own name. */
export interface CountField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

/** What a path claims, with what bounds a challenge that proves it. */
export interface ClaimBounds {
  /** Flops or bytes a second. */
  readonly rate: number;
  readonly deviceKind: 'cpu' | 'gpu';
  /** Last-level cache of the device. */
  readonly cacheBytes: number;
  /** Memory of the device. */
  readonly memoryBytes: number;
}

/** Keys of a challenge: one to prepare from, and one that starts the clock. */
export interface ChallengeKeys {
  readonly seed: ChallengeKey;
  readonly start: ChallengeKey;
}

/** A commitment and what was opened of it. */
export interface OpenedProof {
  readonly root: string;
  readonly picks: readonly LeafPick[];
  /** Roots of all rounds, 32 bytes each, as base64 for URLs. */
  readonly roots: string;
  readonly openings: readonly LeafOpening[];
}

/** A whole number below its argument, without bias and not to be foreseen. */
export type DrawBelow = (bound: number) => number;

/** What is told of one opened leaf. */
export interface OpenedLeaf {
  readonly counts: ChallengeCounts;
  readonly round: number;
  readonly leaf: number;
  readonly words: Uint32Array;
  /** What the round's data was drawn from. */
  readonly key: ChallengeKey;
  readonly seed: ChallengeKey;
}

/**
 * A kind of challenge: work that only a fresh key tells, and the claim that doing it proves. The key of
 * each round is the root over the answer of the one before, so that no two can be done together; the
 * first counted one gets its key when the server starts its clock. Agent, API and the wire format derive
 * from the list of kinds; none of them asks which kind it has.
 */
export interface ChallengeKind {
  /** Wire id. */
  readonly id: string;
  /** The kernel and dtype whose program does the work. */
  readonly kernel: string;
  readonly dtype: string;
  /** Id of the peak whose claim is proved. */
  readonly peak: string;
  /** Unit of the claim, and of {@link ChallengeKind.work} a second. */
  readonly unit: 'FLOP/s' | 'B/s';
  /** The run's reason when it proved its other claims and not this one. */
  readonly reasonIfMissing: ProofReason;
  readonly rounds: CountField;
  readonly places: CountField;
  /**
   * Whether round 0 belongs to the preparation: it commits to what the others read, under the seed, before
   * the clock starts.
   */
  readonly isFilled: boolean;
  /** The size that takes {@link passSeconds} at the claimed rate, or less where memory is short. */
  countsFor(claim: ClaimBounds): ChallengeCounts;
  /** Flops or bytes of the counted rounds. */
  work(counts: ChallengeCounts): number;
  /** Leaves of a round. */
  leafCount(counts: ChallengeCounts): number;
  /** Judges an opened leaf; what is wrong with it, or undefined. */
  judge(opened: readonly OpenedLeaf[], below: DrawBelow): string | undefined;
}

/** Whether a challenge is about this claim: it was sized for it, or for a device that is nearly the same. */
export function isAboutClaim(
  kind: ChallengeKind,
  counts: ChallengeCounts,
  claim: ClaimBounds,
): boolean {
  const wanted = kind.countsFor(claim);
  const isWide = !kind.isFilled || 2 * counts.places >= wanted.places;
  return isWide && 2 * kind.work(counts) >= kind.work(wanted);
}

/** `count` leaves, each drawn by `below`. */
export function drawLeaves(
  kind: ChallengeKind,
  counts: ChallengeCounts,
  count: number,
  below: DrawBelow,
): LeafPick[] {
  const first = kind.isFilled ? 1 : 0;
  return Array.from({ length: count }, () => ({
    round: first + below(counts.rounds - first),
    leaf: below(kind.leafCount(counts)),
  }));
}

/** The key of a round from the root of the one before; the first counted one has the server's. */
export function keyOfRound(
  kind: ChallengeKind,
  { seed, start }: ChallengeKeys,
  roots: readonly string[],
  round: number,
): ChallengeKey {
  const first = kind.isFilled ? 1 : 0;
  if (round < first) return seed;
  const before = roots[round - 1];
  const own = round === first ? start : ([0, 0] as const);
  if (before === undefined) return own;
  const [high, low] = keyOfHex(before);
  return [high ^ own[0], low ^ own[1]];
}

/** Roots of all rounds from one text. */
export function rootsOf(text: string): string[] {
  const bytes = fromBase64Url(text);
  const count = Math.floor(bytes.length / 32);
  return Array.from({ length: count }, (_, index) =>
    toHex(bytes.subarray(32 * index, 32 * (index + 1))),
  );
}

/** What is to be done, as the server knows it. */
export interface ChallengeWork extends ChallengeKeys {
  readonly counts: ChallengeCounts;
  /** Root of round 0, which the server held when it started its clock, where the kind is filled. */
  readonly firstRoot?: string | undefined;
}

interface CheckedTrees {
  readonly fault?: string;
  readonly opened: readonly OpenedLeaf[];
}

const faulty = (fault: string): CheckedTrees => ({ fault, opened: [] });

async function openTrees(
  kind: ChallengeKind,
  work: ChallengeWork,
  proof: OpenedProof,
  sha256: Sha256,
): Promise<CheckedTrees> {
  const { counts, firstRoot } = work;
  const roots = rootsOf(proof.roots);
  if (roots.length !== counts.rounds) return faulty('the number of roots is wrong');
  if ((await rootOfRoots(roots, sha256)) !== proof.root) {
    return faulty('the roots of the rounds are not what was committed to');
  }
  if (kind.isFilled && roots[0] !== firstRoot) {
    return faulty('the array is not the one that was started with');
  }
  if (proof.openings.length !== proof.picks.length) {
    return faulty('the number of openings is wrong');
  }
  const opened: OpenedLeaf[] = [];
  for (const [index, { leaf, round }] of proof.picks.entries()) {
    const opening = proof.openings[index];
    if (opening?.round !== round || opening.leaf !== leaf)
      return faulty('another place was opened');
    const bytes = fromBase64Url(opening.words);
    const path = fromBase64Url(opening.path);
    const siblings = Array.from({ length: path.length / 32 }, (_, at) =>
      toHex(path.subarray(32 * at, 32 * (at + 1))),
    );
    const claim = { leaf: bytes, index: leaf, leafCount: kind.leafCount(counts), path: siblings };
    if (!(await isInTree(claim, roots[round] ?? '', sha256))) {
      return faulty(`leaf ${leaf} of round ${round} is not under the committed root`);
    }
    const key = keyOfRound(kind, work, roots, round);
    opened.push({ counts, round, leaf, words: wordsOfBytes(bytes), key, seed: work.seed });
  }
  return { opened };
}

/** Why a proof is not one of what was committed to, before anything is computed; or undefined. */
export async function faultOfTrees(
  kind: ChallengeKind,
  work: ChallengeWork,
  proof: OpenedProof,
  sha256: Sha256,
): Promise<string | undefined> {
  return (await openTrees(kind, work, proof, sha256)).fault;
}

/** Why a proof is wrong; undefined when it holds. Trees are checked before anything is computed. */
export async function faultOfProof(
  kind: ChallengeKind,
  work: ChallengeWork,
  proof: OpenedProof,
  tools: { readonly sha256: Sha256; readonly below: DrawBelow },
): Promise<string | undefined> {
  const { fault, opened } = await openTrees(kind, work, proof, tools.sha256);
  return fault ?? kind.judge(opened, tools.below);
}

/** The path of an opening as it goes over the wire. */
export function joinedPath(path: readonly string[]): Uint8Array {
  return Uint8Array.from(path.flatMap((hash) => [...fromHex(hash)]));
}

/** How many rounds of so many seconds fill a pass. */
export function roundsIn(secondsPerRound: number): number {
  return Math.min(Math.max(1, Math.ceil(passSeconds / secondsPerRound)), mostRounds);
}

/** The largest power of two that is not above a value. */
export function powerOfTwoBelow(value: number): number {
  return 2 ** Math.floor(Math.log2(Math.max(1, value)));
}
