import type { CountField } from '@ridgeline/kernels/verification/challenge-kind';
import {
  type AnyChallengeKind,
  type ChallengeSize,
  challengeKinds,
  type DrawnPicks,
  type OpenedPicks,
} from '@ridgeline/kernels/verification/challenge-kinds';
import { z } from 'zod';
import { wholeNumber } from './figures.ts';
import { instant, uuidV7, wireId } from './text.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const publicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be a raw Ed25519 key in base64url');

/**
 * One branch for each kind of challenge, told apart by `kernel`. The type is that of the kinds, which zod
 * cannot follow through their list.
 */
function unionOfKinds<Value>(
  object: (shape: z.ZodRawShape) => z.ZodObject,
  fields: (kind: AnyChallengeKind) => z.ZodRawShape,
): z.ZodType<Value, Value> {
  const [first, ...others] = challengeKinds.map((kind) =>
    object({ kernel: z.literal(kind.kernel), ...fields(kind) }),
  );
  if (first === undefined) throw new Error('There is no kind of challenge.');
  return z.discriminatedUnion('kernel', [first, ...others]) as unknown as z.ZodType<Value, Value>;
}

const fieldsOf = ({ places, rounds }: AnyChallengeKind): readonly CountField[] => [places, rounds];

function sizeFields(kind: AnyChallengeKind): z.ZodRawShape {
  const bounded = ({ least, most }: CountField) => wholeNumber.min(least).max(most);
  return Object.fromEntries(fieldsOf(kind).map((field) => [field.name, bounded(field)]));
}

function pickFields(kind: AnyChallengeKind): z.ZodRawShape {
  const place = ({ most }: CountField) =>
    z
      .number()
      .int()
      .min(0)
      .max(most - 1);
  return Object.fromEntries(fieldsOf(kind).map((field) => [field.pick, place(field)]));
}

/** How much a challenge asks for: rows and repetitions of a product, blocks and passes of a read. */
export const challengeSize: z.ZodType<ChallengeSize, ChallengeSize> = unionOfKinds(
  z.strictObject,
  sizeFields,
);

interface Asked {
  readonly publicKey: string;
  readonly suite: string;
}

/** `POST /v1/challenges`: sized so that the pass lasts at least three seconds. */
export const challengeRequest: z.ZodType<Asked & ChallengeSize, Asked & ChallengeSize> =
  unionOfKinds<Asked & ChallengeSize>(z.strictObject, (kind) => ({
    publicKey,
    suite: wireId,
    ...sizeFields(kind),
  })).meta({
    id: 'ChallengeRequest',
  });

const issued = {
  id: uuidV7,
  /** Sealed by the server; sent back unchanged with the commitment. */
  token: z.string(),
  /** Two 32-bit words in hexadecimal. */
  seed: z.string().regex(/^[0-9a-f]{16}$/),
  issuedAt: instant,
  expiresAt: instant,
};

type Issued = z.infer<z.ZodObject<typeof issued>>;

/** Fresh work: a product to compute or an array to stream; see `@ridgeline/kernels/verification`. */
export const issuedChallenge: z.ZodType<Issued & ChallengeSize> = unionOfKinds<
  Issued & ChallengeSize
>(z.object, (kind) => ({ ...issued, ...sizeFields(kind) })).meta({ id: 'IssuedChallenge' });

/** `POST /v1/commitments`, signed over `ridgeline-commit-v1\0` and the raw body. */
export const commitmentRequest = z
  .strictObject({
    token: z.string().max(2048),
    /** The run that the pass belongs to, and its software path. */
    runId: uuidV7,
    path: wireId,
    /**
     * Of a product: root of the Merkle tree over the digests of all rows, 64 rows a leaf, repetition by
     * repetition. Of a read: root of the tree over the passes' roots, each of which is the root over the
     * digests of all blocks, 64 a leaf.
     */
    root: hash,
  })
  .meta({ id: 'CommitmentRequest' });

const held = { challengeId: uuidV7, committedAt: instant };

type Held = z.infer<z.ZodObject<typeof held>>;

/** The rows or blocks to open, drawn after the root was held. */
export const commitment: z.ZodType<Held & DrawnPicks> = unionOfKinds<Held & DrawnPicks>(
  z.object,
  (kind) => ({ ...held, picks: z.array(z.object(pickFields(kind))) }),
).meta({ id: 'Commitment' });

/** The root of the round before, which is the key of a chained one, and its siblings. */
const roundBefore = z.strictObject({ root: hash, proof: z.array(hash).max(16) });

const openingOf = (kind: AnyChallengeKind) =>
  z.strictObject({
    ...pickFields(kind),
    /** Digests of the rows or blocks that share the leaf, 16 digits each. */
    digests: z.string().regex(/^([0-9a-f]{16}){1,64}$/),
    /** Siblings from the leaf to the root; of a read first within the pass, then among passes. */
    proof: z.array(hash).max(33),
    /** From the second round on. */
    ...(kind.isChained && { before: roundBefore.optional() }),
  });

type Opened = { readonly challengeId: string } & OpenedPicks;

/** `POST /v1/proofs`: the leaves with the picked places' digests, each with its way to the root. */
export const proofRequest: z.ZodType<Opened, Opened> = unionOfKinds<Opened>(
  z.strictObject,
  (kind) => ({
    challengeId: uuidV7,
    openings: z.array(openingOf(kind)).min(1).max(32),
  }),
).meta({
  id: 'ProofRequest',
});

/** The proof is stored and will be checked with the run. */
export const proofReceipt = z
  .object({ challengeId: uuidV7, receivedAt: instant })
  .meta({ id: 'ProofReceipt' });

export type ChallengeRequest = z.infer<typeof challengeRequest>;
export type IssuedChallenge = z.infer<typeof issuedChallenge>;
export type CommitmentRequest = z.infer<typeof commitmentRequest>;
export type Commitment = z.infer<typeof commitment>;
export type ProofReceipt = z.infer<typeof proofReceipt>;
export type ProofRequest = z.infer<typeof proofRequest>;
