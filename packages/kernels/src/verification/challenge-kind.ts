import type { ProofReason } from '@ridgeline/vocabulary/proof-reasons';
import type { ProblemSize } from '../kernel-spec.ts';
import type { MemorySystem } from '../working-sets.ts';
import type { ChallengeSeed } from './challenge-seed.ts';
import type { Sha256 } from './merkle-tree.ts';

/**
 * Seconds that a pass shall take: long enough that asking, drawing the inputs, digesting and the way to
 * the server are a small part of it.
 */
export const passSeconds = 3.5;

/** Bounds the digests that a GPU holds, 128 MiB of them. */
export const mostRounds = 4096;

/** A leaf of the committed tree: the digests that share it, 16 digits each, and its siblings' hashes. */
export interface LeafOpening {
  readonly digests: string;
  readonly proof: readonly string[];
}

/** The forms that a kind has on the wire; each is one branch of a union on `kernel`. */
export interface ChallengeForms {
  /** How much is asked for. */
  readonly size: { readonly kernel: string };
  /** The places that the server drew. */
  readonly drawn: { readonly kernel: string; readonly picks: readonly object[] };
  /** What they are opened with. */
  readonly opened: { readonly kernel: string; readonly openings: readonly LeafOpening[] };
}

/** What is to be computed: a size and a fresh seed. */
export type WorkOf<Forms extends ChallengeForms> = Forms['size'] & { readonly seed: ChallengeSeed };

/**
 * Every challenge is so many rounds over so many places, and has a digest for each place in each round:
 * the rows of a product in each repetition, the blocks of an array in each pass.
 */
export interface ChallengeCounts {
  readonly rounds: number;
  readonly places: number;
}

/** A number of a size, and what one of so many is called where a place is picked. */
export interface CountField {
  readonly name: string;
  readonly pick: string;
  readonly least: number;
  readonly most: number;
}

/** What a path claims of a kernel, with what bounds a challenge that proves it. */
export interface ClaimBounds {
  /** Flops or bytes a second. */
  readonly rate: number;
  /** Bytes that a smaller challenge would not be about: caches would hold them. */
  readonly leastBytes: number;
  /** Memory of the host. */
  readonly memoryBytes: number;
}

/** Digests that were committed to, ready to be opened. */
export interface HeldDigests<Forms extends ChallengeForms> {
  readonly root: string;
  open(picks: Forms['drawn']['picks']): Promise<Forms['opened']>;
}

/** A commitment and what was opened of it. */
export interface OpenedProof<Forms extends ChallengeForms> {
  readonly root: string;
  readonly picks: Forms['drawn']['picks'];
  readonly openings: Forms['opened']['openings'];
}

/**
 * A kind of challenge: work that only a fresh seed tells, and the claim that doing it proves. Agent, API
 * and the wire format derive from the list of kinds; none of them asks which kind it has.
 */
export interface ChallengeKind<Forms extends ChallengeForms> {
  /** The kernel whose prepared problem does the work. */
  readonly kernel: Forms['size']['kernel'];
  /** Number format that the work is done in, as the kernel names it. */
  readonly dtype: string;
  /** Id of the peak whose claim is proved. */
  readonly peak: string;
  /** Unit of the claim, and of {@link ChallengeKind.work} a second. */
  readonly unit: 'FLOP/s' | 'B/s';
  /** The run's reason when it proved its other claims and not this one. */
  readonly reasonIfMissing: ProofReason;
  /** Whether a path that cannot prove it is not verified at all; other kinds are needed where claimed. */
  readonly isBasic: boolean;
  /** Kinds of device that have a program for it; all when absent. */
  readonly deviceKinds?: readonly ('cpu' | 'gpu')[];
  readonly rounds: CountField;
  readonly places: CountField;
  /** Whether each round needs the root of the one before, which an opening then shows too. */
  readonly isChained: boolean;
  /** Whether a short challenge comes first, because there is memory that only challenges touch. */
  readonly isRehearsed: boolean;
  counts(size: Forms['size']): ChallengeCounts;
  sizeOf(counts: ChallengeCounts): Forms['size'];
  /** The size that takes {@link passSeconds} at the claimed rate. */
  sizeFor(claim: ClaimBounds): Forms['size'];
  /** Flops or bytes of a whole challenge. */
  work(size: Forms['size']): number;
  /** The problem whose arrays a challenge takes. */
  problemSize(size: Forms['size']): ProblemSize;
  /** Whether a challenge measures what a claim is about, on a device with these caches. */
  isLargeEnough(size: Forms['size'], system: MemorySystem): boolean;
  /** `count` places, each number drawn by `below`: a whole number below its argument, without bias. */
  draw(size: Forms['size'], count: number, below: (bound: number) => number): Forms['drawn'];
  /** Commits to all digests, two words a place, round by round. */
  commit(digests: Uint32Array, size: Forms['size'], sha256: Sha256): Promise<HeldDigests<Forms>>;
  /** Recomputes the picked places exactly; why they are wrong, or undefined. */
  faultOf(
    work: WorkOf<Forms>,
    proof: OpenedProof<Forms>,
    sha256: Sha256,
  ): Promise<string | undefined>;
}

/** The first fault of the openings of the picks, one after the other; undefined when all hold. */
export async function firstFault<Pick extends object, Opening extends Pick>(
  { openings, picks }: { readonly picks: readonly Pick[]; readonly openings: readonly Opening[] },
  faultOf: (opening: Opening) => Promise<string | undefined>,
): Promise<string | undefined> {
  if (openings.length !== picks.length) return 'the number of openings is wrong';
  for (const [index, pick] of picks.entries()) {
    const opening = openings[index];
    if (opening === undefined) return 'an opening is missing';
    const names = Object.keys(pick) as (keyof Pick)[];
    if (names.some((name) => opening[name] !== pick[name])) return 'another place was opened';
    const fault = await faultOf(opening);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** How often a round of so many seconds must be done to fill a pass. */
export function roundsIn(secondsPerRound: number): number {
  return Math.min(Math.max(1, Math.ceil(passSeconds / secondsPerRound)), mostRounds);
}
