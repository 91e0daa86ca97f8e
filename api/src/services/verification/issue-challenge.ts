import { challengeKindOf } from '@ridgeline/kernels/verification/challenge-kinds';
import { assumedCacheBytes } from '@ridgeline/kernels/working-sets';
import {
  type ChallengeRequest,
  type IssuedChallenge,
  type StartedChallenge,
  type StartRequest,
  sizeOfCounts,
} from '@ridgeline/schema/challenge';
import { z } from 'zod';
import { ProblemError } from '../../problems.ts';
import { toHex } from '../base64url.ts';
import type { Sealer } from '../signed-token.ts';
import { newUuidV7 } from '../uuid-v7.ts';

/** Long enough to make ready, and then for the slowest pass; short enough that nothing is computed ahead. */
const validSeconds = 900;

interface IssuingServices {
  readonly challenges: Sealer;
  now(): Date;
}

/** What a token says; the server keeps nothing of a challenge until it is committed to. */
const issued = z.strictObject({
  id: z.string(),
  seed: z.string(),
  kind: z.string(),
  places: z.int(),
  rounds: z.int(),
  suite: z.string(),
  owner: z.string(),
  expiresAt: z.string(),
});

const started = issued.extend({
  startKey: z.string(),
  startedAt: z.string(),
  firstRoot: z.string().optional(),
});

/** A challenge whose clock runs. */
export type SealedStart = z.infer<typeof started>;

const newKey = (): string => toHex(crypto.getRandomValues(new Uint8Array(8)));

/** A fresh challenge for one key, as large as the claim needs. */
export async function issueChallenge(
  services: IssuingServices,
  request: ChallengeRequest,
  owner: string,
): Promise<IssuedChallenge> {
  const { deviceKind, memoryBytes, suite, unitsPerSecond: rate } = request;
  const kind = challengeKindOf(request.kind);
  // A device that names no cache, or a smaller one than is common, must not be asked for less.
  const cacheBytes = Math.max(request.cacheBytes ?? 0, assumedCacheBytes[deviceKind]);
  const counts = kind.countsFor({ rate, deviceKind, cacheBytes, memoryBytes });
  const at = services.now();
  const expiresAt = new Date(at.getTime() + validSeconds * 1000).toISOString();
  const fixed = { id: newUuidV7(at), seed: newKey(), expiresAt };
  const sealed = { ...fixed, kind: kind.id, ...counts, suite, owner };
  const token = await services.challenges.seal(sealed satisfies z.infer<typeof issued>);
  return { ...fixed, token, issuedAt: at.toISOString(), ...sizeOfCounts(kind, counts) };
}

/** Start the clock of a challenge: nothing of its counted rounds can be known before. */
export async function startChallenge(
  services: IssuingServices,
  { root, token }: StartRequest,
): Promise<StartedChallenge> {
  const opened = issued.safeParse(await services.challenges.open(token));
  if (!opened.success) throw invalidToken();
  const { kind, ...rest } = opened.data;
  if (challengeKindOf(kind).isFilled !== (root !== undefined)) {
    const detail = root === undefined ? 'is missing: it says what was filled' : 'is not asked for';
    throw new ProblemError('schema-violation', `The root ${detail}.`, {
      errors: [{ pointer: '/root', detail }],
    });
  }
  const now = services.now();
  if (now.toISOString() > rest.expiresAt) {
    throw new ProblemError('challenge-invalid', 'The challenge has expired.');
  }
  const key = newKey();
  const expiresAt = new Date(now.getTime() + validSeconds * 1000).toISOString();
  const clock = { startKey: key, startedAt: now.toISOString(), expiresAt };
  const content: SealedStart = { ...rest, kind, ...clock, ...(root && { firstRoot: root }) };
  const sealed = await services.challenges.seal(content);
  return { token: sealed, key, startedAt: clock.startedAt };
}

function invalidToken(): ProblemError {
  return new ProblemError('challenge-invalid', 'The token was not made here or was changed.');
}

/** Whether a commitment came too late to prove anything: with hours to spare any device does the work. */
export function hasExpired({
  committedAt,
  startedAt,
}: {
  committedAt: Date;
  startedAt: Date;
}): boolean {
  return committedAt.getTime() - startedAt.getTime() > validSeconds * 1000;
}

/** The started challenge in a token, expired or not, unless it was changed or is not ours. */
export async function openStart(
  services: { readonly challenges: Sealer },
  token: string,
): Promise<SealedStart> {
  const result = started.safeParse(await services.challenges.open(token));
  if (!result.success) throw invalidToken();
  return result.data;
}
