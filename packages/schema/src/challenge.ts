import {
  type ChallengeCounts,
  type ChallengeKind,
  type CountField,
  mostRounds,
} from '@ridgeline/kernels/verification/challenge-kind';
import { challengeKinds } from '@ridgeline/kernels/verification/challenge-kinds';
import { z } from 'zod';
import { wholeNumber } from './figures.ts';
import { instant, uuidV7, wireId } from './text.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const base64Url = z.string().regex(/^[A-Za-z0-9_-]+$/, 'must be base64url');
const token = z.string().max(2048);
const place = z.int().min(0);
/** Two 32-bit words in hexadecimal. */
const key = z.string().regex(/^[0-9a-f]{16}$/);

/** How much a challenge asks for, under the names of its kind. */
export type ChallengeSize = { readonly kind: string } & Readonly<Record<string, number | string>>;

const fieldsOf = ({ places, rounds }: ChallengeKind): readonly CountField[] => [places, rounds];

/** One branch for each kind of challenge, told apart by `kind`: one kernel has several formats. */
function unionOfKinds<Value>(shape: z.ZodRawShape): z.ZodType<Value, Value> {
  const [first, ...others] = challengeKinds.map((kind) => {
    const counts = fieldsOf(kind).map(({ least, most, name }) => [
      name,
      wholeNumber.min(least).max(most),
    ]);
    return z.object({ kind: z.literal(kind.id), ...Object.fromEntries(counts), ...shape });
  });
  if (first === undefined) throw new Error('There is no kind of challenge.');
  // zod cannot follow the list of kinds.
  return z.discriminatedUnion('kind', [first, ...others]) as unknown as z.ZodType<Value, Value>;
}

/** A size under the names of its kind. */
export function sizeOfCounts(kind: ChallengeKind, counts: ChallengeCounts): ChallengeSize {
  return {
    kind: kind.id,
    [kind.places.name]: counts.places,
    [kind.rounds.name]: counts.rounds,
  };
}

/** The counts of a size. */
export function countsOfSize(kind: ChallengeKind, size: ChallengeSize): ChallengeCounts {
  return { places: Number(size[kind.places.name]), rounds: Number(size[kind.rounds.name]) };
}

const kindId = z.enum(challengeKinds.map(({ id }) => id));

/**
 * `POST /v1/challenges`, signed over `ridgeline-challenge-v1\0` and the raw body: what shall be proved, of
 * what device. The server chooses how much.
 */
export const challengeRequest = z
  .strictObject({
    suite: wireId,
    kind: kindId,
    /** Flops or bytes a second that the run claims. */
    unitsPerSecond: z.number().positive().max(1e18),
    deviceKind: z.enum(['cpu', 'gpu']),
    /** Last-level cache and memory of the device, as the run gives them. */
    cacheBytes: place.max(2 ** 40).optional(),
    memoryBytes: wholeNumber.min(1).max(2 ** 50),
  })
  .meta({ id: 'ChallengeRequest' });

const issued = {
  id: uuidV7,
  /** Sealed by the server; sent back unchanged when the clock shall start. */
  token,
  /** What an array is filled from, before the clock starts; products have no use for it. */
  seed: key,
  issuedAt: instant,
  expiresAt: instant,
};

type Issued = z.infer<z.ZodObject<typeof issued>>;

/** What to make ready for: products to compute or an array to stream. */
export const issuedChallenge: z.ZodType<Issued & ChallengeSize> = unionOfKinds<
  Issued & ChallengeSize
>(issued).meta({ id: 'IssuedChallenge' });

/** `POST /v1/starts`: all is ready, and of a filled array the root of its first pass. */
export const startRequest = z
  .strictObject({ token, root: hash.optional() })
  .meta({ id: 'StartRequest' });

/** The clock runs; the first round that counts has this key. */
export const startedChallenge = z
  .object({ token, key, startedAt: instant })
  .meta({ id: 'StartedChallenge' });

/** `POST /v1/commitments`, signed over `ridgeline-commit-v1\0` and the raw body. */
export const commitmentRequest = z
  .strictObject({
    /** Of the start. */
    token,
    /** The run that the pass belongs to, and its software path. */
    runId: uuidV7,
    path: wireId,
    /**
     * SHA-256 over the roots of all rounds. A round's root is that of the tree over its answer, 256 words
     * of 32 bits a leaf: the rows of a product, or a word of digest for each block of an array.
     */
    root: hash,
  })
  .meta({ id: 'CommitmentRequest' });

const pick = z.object({ round: place.max(mostRounds - 1), leaf: place.max(2 ** 24) });

/** The leaves to open, drawn after the root was held. */
export const commitment = z
  .object({ challengeId: uuidV7, committedAt: instant, picks: z.array(pick) })
  .meta({ id: 'Commitment' });

/** Most leaves that are opened of a challenge. */
export const mostPicks = 16;

const opening = z.strictObject({
  ...pick.shape,
  /** 256 words of 32 bits, the high byte first. */
  words: base64Url.length(1366),
  /** Siblings from the leaf to the round's root, 32 bytes each. */
  path: base64Url.max(1366),
});

/** `POST /v1/proofs`, signed over `ridgeline-prove-v1\0` and the raw body. */
export const proofRequest = z
  .strictObject({
    challengeId: uuidV7,
    /** Roots of all rounds, 32 bytes each. */
    roots: base64Url.max(Math.ceil((mostRounds * 32 * 4) / 3)),
    openings: z.array(opening).min(1).max(mostPicks),
  })
  .meta({ id: 'ProofRequest' });

/** The proof is stored and will be judged with the run. */
export const proofReceipt = z
  .object({ challengeId: uuidV7, receivedAt: instant })
  .meta({ id: 'ProofReceipt' });

export type ChallengeRequest = z.infer<typeof challengeRequest>;
export type IssuedChallenge = z.infer<typeof issuedChallenge>;
export type StartRequest = z.infer<typeof startRequest>;
export type StartedChallenge = z.infer<typeof startedChallenge>;
export type CommitmentRequest = z.infer<typeof commitmentRequest>;
export type Commitment = z.infer<typeof commitment>;
export type ProofReceipt = z.infer<typeof proofReceipt>;
export type ProofRequest = z.infer<typeof proofRequest>;
