import {
  type ChallengeRequest,
  challengeSize,
  type IssuedChallenge,
} from '@ridgeline/schema/challenge';
import { z } from 'zod';
import { ProblemError } from '../../problems.ts';
import { fromBase64Url, toHex } from '../base64url.ts';
import { fingerprint, isSoundPoint } from '../intake/verify-signature.ts';
import type { Sealer } from '../signed-token.ts';
import { newUuidV7 } from '../uuid-v7.ts';

/** Long enough for the slowest pass, short enough that nothing is computed ahead. */
const validSeconds = 900;

/** What the token says; the server keeps nothing of a challenge until it is redeemed. */
const sealed = z.object({
  id: z.string(),
  seed: z.string(),
  size: challengeSize,
  suite: z.string(),
  owner: z.string(),
  issuedAt: z.string(),
  expiresAt: z.string(),
});

export type SealedChallenge = z.infer<typeof sealed>;

/** A fresh challenge for one key. */
export async function issueChallenge(
  services: { readonly challenges: Sealer; now(): Date },
  { publicKey, suite, ...size }: ChallengeRequest,
): Promise<IssuedChallenge> {
  const key = fromBase64Url(publicKey);
  if (key === undefined || key.byteLength !== 32 || !isSoundPoint(key)) {
    throw new ProblemError('schema-violation', 'The public key is not a sound Ed25519 key.', {
      errors: [{ pointer: '/publicKey', detail: 'is not a sound Ed25519 key' }],
    });
  }
  const at = services.now();
  const content: SealedChallenge = {
    id: newUuidV7(at),
    seed: toHex(crypto.getRandomValues(new Uint8Array(8))),
    size,
    suite,
    owner: await fingerprint(key),
    issuedAt: at.toISOString(),
    expiresAt: new Date(at.getTime() + validSeconds * 1000).toISOString(),
  };
  const { expiresAt, id, issuedAt, seed } = content;
  const token = await services.challenges.seal(content);
  return { id, token, seed, ...size, issuedAt, expiresAt };
}

/** Whether a commitment came too late to prove anything: with hours to spare any device does the work. */
export function hasExpired({
  committedAt,
  issuedAt,
}: {
  committedAt: Date;
  issuedAt: Date;
}): boolean {
  return committedAt.getTime() - issuedAt.getTime() > validSeconds * 1000;
}

/** The challenge in a token, expired or not, unless it was changed or is not ours. */
export async function openChallenge(
  services: { readonly challenges: Sealer },
  token: string,
): Promise<SealedChallenge> {
  const result = sealed.safeParse(await services.challenges.open(token));
  if (!result.success) {
    throw new ProblemError('challenge-invalid', 'The token was not made here or was changed.');
  }
  return result.data;
}
