import { z } from 'zod';
import { wholeNumber } from './figures.ts';
import { instant, uuidV7, wireId } from './text.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const publicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be a raw Ed25519 key in base64url');

/** How much a challenge can ask for. */
const limits = {
  // Rows and columns of the product; above 4096 an f32 sum would no longer be exact.
  matmul: { n: 4096, repetitions: 1_000_000 },
  // Blocks of 256 KiB: 4 GiB, and passes over them.
  read: { n: 16_384, repetitions: 4096 },
} as const;

/** What a challenge can ask for. */
export const challengeKernel: z.ZodEnum<{ matmul: 'matmul'; read: 'read' }> = z.enum([
  'matmul',
  'read',
]);
const dimension = wholeNumber.min(64).max(limits.read.n);
const repetitions = wholeNumber.max(limits.matmul.repetitions);

/**
 * `POST /v1/challenges`: sized so that the pass lasts at least three seconds. `n` are rows of a product
 * or blocks of an array, `repetitions` products or passes over the array.
 */
export const challengeRequest = z
  .strictObject({
    publicKey,
    suite: wireId,
    /** Absent: `matmul`, which is all that the first agents knew. */
    kernel: challengeKernel.optional(),
    n: dimension,
    repetitions,
  })
  .superRefine((request, context) => {
    const most = limits[request.kernel ?? 'matmul'];
    for (const field of ['n', 'repetitions'] as const) {
      if (request[field] <= most[field]) continue;
      context.addIssue({
        code: 'custom',
        path: [field],
        message: `must be at most ${most[field]}`,
      });
    }
  })
  .meta({ id: 'ChallengeRequest' });

/** Fresh work: a product to compute or an array to stream; see `@ridgeline/kernels/verification`. */
export const challenge = z
  .object({
    id: uuidV7,
    /** Sealed by the server; sent back unchanged with the commitment. */
    token: z.string(),
    /** Two 32-bit words in hexadecimal. */
    seed: z.string().regex(/^[0-9a-f]{16}$/),
    /** Absent: `matmul`, from an API that knows nothing else. */
    kernel: challengeKernel.optional(),
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
    /**
     * Of a product: root of the Merkle tree over the digests of all rows, 64 rows a leaf, repetition by
     * repetition. Of a read: root of the tree over the passes' roots, each of which is the root over the
     * digests of all blocks, 64 a leaf.
     */
    root: hash,
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
          /** Row of the product, or block of the array. */
          row: z
            .number()
            .int()
            .min(0)
            .max(limits.read.n - 1),
          /** Digests of the rows or blocks that share the leaf, 16 digits each. */
          digests: z.string().regex(/^([0-9a-f]{16}){1,64}$/),
          /** Siblings from the leaf to the root; of a read first within the pass, then among passes. */
          proof: z.array(hash).max(33),
          /** Of a read, from the second pass on: the root of the pass before, which is the key. */
          before: z.strictObject({ root: hash, proof: z.array(hash).max(16) }).optional(),
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
