import { createHash } from 'node:crypto';
import type { HeldDigests } from '@ridgeline/kernels/verification/challenge-kind';
import type {
  AnyChallengeForms,
  ChallengeSize,
} from '@ridgeline/kernels/verification/challenge-kinds';
import { challengeB, challengeRow } from '@ridgeline/kernels/verification/challenge-matmul';
import { challengeSeed } from '@ridgeline/kernels/verification/challenge-seed';
import { type MatmulForms, matmulKind } from '@ridgeline/kernels/verification/matmul-kind';
import { digestRows } from '@ridgeline/kernels/verification/row-digest';
import type { Commitment, IssuedChallenge } from '@ridgeline/schema/challenge';
import { type Owner, signedHeaders } from './signing.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** A product that the API asked for. */
export type IssuedProduct = IssuedChallenge & MatmulForms['size'];

/** The digests of a whole pass, honest or not. */
export type Pass = HeldDigests<AnyChallengeForms>;

/** Compute the rows that `isComputed` names and make up the others. */
export async function runPass(
  challenge: IssuedProduct,
  isComputed: (place: number) => boolean = () => true,
): Promise<Pass> {
  const { repetitions, rows: n } = challenge;
  const matmul = { seed: challengeSeed(challenge.seed), rows: n, repetitions };
  const b = challengeB(matmul);
  const digests = new Uint32Array(2 * repetitions * n);
  for (let place = 0; place < repetitions * n; place++) {
    const row = () => challengeRow(matmul, b, Math.floor(place / n), place % n);
    digests.set(isComputed(place) ? digestRows(row(), n) : [place, n], 2 * place);
  }
  return matmulKind.commit(digests, challenge, sha256);
}

async function post(url: URL, path: string, body: object, headers: Record<string, string> = {}) {
  return fetch(new URL(path, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** `POST /v1/challenges`. */
export async function askChallenge<Size extends ChallengeSize>(
  url: URL,
  owner: Owner,
  size: Size,
): Promise<IssuedChallenge & Size> {
  const request = { publicKey: owner.publicKey, suite: 'ridgeline-1', ...size };
  const answer = await post(url, '/v1/challenges', request);
  if (answer.status !== 201) throw new Error(await answer.text());
  return (await answer.json()) as IssuedChallenge & Size;
}

/** `POST /v1/commitments`. */
export function commitTo(
  url: URL,
  owner: Owner,
  request: { token: string; runId: string; path: string; root: string },
): Promise<Response> {
  const headers = signedHeaders(owner, JSON.stringify(request), 'ridgeline-commit-v1');
  return post(url, '/v1/commitments', request, headers);
}

/** `POST /v1/proofs` with the openings that were drawn. */
export async function openPicks(url: URL, { challengeId, picks }: Commitment, pass: Pass) {
  return post(url, '/v1/proofs', { challengeId, ...(await pass.open(picks)) });
}
