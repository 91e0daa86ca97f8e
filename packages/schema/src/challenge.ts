import { z } from 'zod';
import { wholeNumber } from './figures.ts';
import { instant, uuidV7, wireId } from './text.ts';

const publicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be a raw Ed25519 key in base64url');

/** Rows and columns of the product; above 4096 an f32 sum would no longer be exact. */
const dimension = wholeNumber.min(64).max(4096);
const repetitions = wholeNumber.max(1_000_000);

/** `POST /v1/challenges`: sized so that the pass lasts at least three seconds. */
export const challengeRequest = z
  .strictObject({ publicKey, suite: wireId, n: dimension, repetitions })
  .meta({ id: 'ChallengeRequest' });

/** A fresh product to compute; see `@ridgeline/kernels/verification`. */
export const challenge = z
  .object({
    id: uuidV7,
    /** Sealed by the server; sent back unchanged with the commitment. */
    token: z.string(),
    /** Two 32-bit words in hexadecimal. */
    seed: z.string().regex(/^[0-9a-f]{16}$/),
    n: dimension,
    repetitions,
    issuedAt: instant,
    expiresAt: instant,
  })
  .meta({ id: 'Challenge' });

/** `POST /v1/commitments`, signed over `ridgeline-commit-v1\0` and the raw body. */
export const commitmentRequest = z
  .strictObject({
    token: z.string().max(2048),
    /** The run that the pass belongs to, and its software path. */
    runId: uuidV7,
    path: wireId,
    /** Root of the Merkle tree over the digests of all rows, 64 rows a leaf, repetition by repetition. */
    root: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .meta({ id: 'CommitmentRequest' });

const pick = z.object({
  repetition: z.number().int().min(0),
  row: z.number().int().min(0),
});

/** The rows to open, drawn after the root was held. */
export const commitment = z
  .object({ challengeId: uuidV7, committedAt: instant, picks: z.array(pick) })
  .meta({ id: 'Commitment' });

/** `POST /v1/proofs`: the leaves with the picked rows' digests, each with its way to the root. */
export const proofRequest = z
  .strictObject({
    challengeId: uuidV7,
    openings: z
      .array(
        z.strictObject({
          repetition: z.number().int().min(0).max(1_000_000),
          row: z.number().int().min(0).max(4095),
          /** Digests of the rows that share the leaf, 16 digits each. */
          digests: z.string().regex(/^([0-9a-f]{16}){1,64}$/),
          proof: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(33),
        }),
      )
      .min(1)
      .max(32),
  })
  .meta({ id: 'ProofRequest' });

/** The proof is stored and will be checked with the run. */
export const proofReceipt = z
  .object({ challengeId: uuidV7, receivedAt: instant })
  .meta({ id: 'ProofReceipt' });

export type ChallengeRequest = z.infer<typeof challengeRequest>;
export type Challenge = z.infer<typeof challenge>;
export type CommitmentRequest = z.infer<typeof commitmentRequest>;
export type Commitment = z.infer<typeof commitment>;
export type ProofReceipt = z.infer<typeof proofReceipt>;
export type ProofRequest = z.infer<typeof proofRequest>;
