import { createHash } from 'node:crypto';
import {
  type ChallengeMatmul,
  challengeB,
  challengeRow,
} from '@ridgeline/kernels/verification/challenge-matmul';
import { leafIndex, merkleLevels, merkleProof } from '@ridgeline/kernels/verification/merkle-tree';
import { rowDigest } from '@ridgeline/kernels/verification/row-digest';
import type { Challenge, Commitment } from '@ridgeline/schema/challenge';
import { type Owner, signedHeaders } from './signing.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** Digests of all rows of a challenge, and the tree over them. */
export interface Pass {
  readonly digests: readonly string[];
  readonly levels: readonly (readonly string[])[];
  readonly root: string;
}

function matmulOf({ n, repetitions, seed }: Challenge): ChallengeMatmul {
  const word = (from: number) => Number.parseInt(seed.slice(from, from + 8), 16);
  return { seed: [word(0), word(8)], n, repetitions };
}

/** Compute the rows that `isComputed` names and make up the others. */
export async function runPass(
  challenge: Challenge,
  isComputed: (leaf: number) => boolean = () => true,
): Promise<Pass> {
  const matmul = matmulOf(challenge);
  const b = challengeB(matmul);
  const digests: string[] = [];
  for (let repetition = 0; repetition < challenge.repetitions; repetition++) {
    for (let row = 0; row < challenge.n; row++) {
      const leaf = leafIndex(repetition, row, challenge.n);
      const invented = createHash('sha256').update(`${challenge.seed} ${leaf}`).digest('hex');
      digests.push(
        isComputed(leaf)
          ? rowDigest(challengeRow(matmul, b, repetition, row))
          : invented.slice(0, 16),
      );
    }
  }
  const levels = await merkleLevels(digests, sha256);
  return { digests, levels, root: levels.at(-1)?.[0] ?? '' };
}

async function post(url: URL, path: string, body: object, headers: Record<string, string> = {}) {
  return fetch(new URL(path, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** `POST /v1/challenges`. */
export async function askChallenge(
  url: URL,
  owner: Owner,
  size: { n: number; repetitions: number },
): Promise<Challenge> {
  const request = { publicKey: owner.publicKey, suite: 'ridgeline-1', ...size };
  const answer = await post(url, '/v1/challenges', request);
  if (answer.status !== 201) throw new Error(await answer.text());
  return (await answer.json()) as Challenge;
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
export function openPicks(url: URL, commitment: Commitment, pass: Pass, n: number) {
  const openings = commitment.picks.map(({ repetition, row }) => {
    const leaf = leafIndex(repetition, row, n);
    return {
      repetition,
      row,
      digest: pass.digests[leaf] ?? '',
      proof: merkleProof(pass.levels, leaf),
    };
  });
  return post(url, '/v1/proofs', { challengeId: commitment.challengeId, openings });
}
