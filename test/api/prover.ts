import { createHash } from 'node:crypto';
import { challengeB, challengeRow } from '@ridgeline/kernels/verification/challenge-matmul';
import { challengeSeed } from '@ridgeline/kernels/verification/challenge-seed';
import { leafIndex, leavesOf } from '@ridgeline/kernels/verification/digest-leaves';
import { toHex } from '@ridgeline/kernels/verification/hex';
import {
  type MerkleLevels,
  merkleLevels,
  merkleProof,
  merkleRoot,
} from '@ridgeline/kernels/verification/merkle-tree';
import type { ReadCommitment } from '@ridgeline/kernels/verification/read-commitment';
import { digestRows } from '@ridgeline/kernels/verification/row-digest';
import type { Challenge, Commitment } from '@ridgeline/schema/challenge';
import { type Owner, signedHeaders } from './signing.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** Leaves with the digests of all rows of a challenge, and the tree over them. */
export interface Pass {
  readonly leaves: readonly Uint8Array[];
  readonly levels: MerkleLevels;
  readonly root: string;
}

/** Compute the rows that `isComputed` names and make up the others. */
export async function runPass(
  challenge: Challenge,
  isComputed: (place: number) => boolean = () => true,
): Promise<Pass> {
  const { n, repetitions } = challenge;
  const matmul = { seed: challengeSeed(challenge.seed), n, repetitions };
  const b = challengeB(matmul);
  const digests = new Uint32Array(2 * repetitions * n);
  for (let place = 0; place < repetitions * n; place++) {
    const row = () => challengeRow(matmul, b, Math.floor(place / n), place % n);
    digests.set(isComputed(place) ? digestRows(row(), n) : [place, n], 2 * place);
  }
  const leaves = leavesOf(digests, n);
  const levels = await merkleLevels(leaves, sha256);
  return { leaves, levels, root: merkleRoot(levels) };
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
  size: { n: number; repetitions: number; kernel?: 'read' },
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
      digests: toHex(pass.leaves[leaf] ?? new Uint8Array()),
      proof: merkleProof(pass.levels, leaf),
    };
  });
  return post(url, '/v1/proofs', { challengeId: commitment.challengeId, openings });
}

/** The same for a read. */
export async function openBlocks(url: URL, commitment: Commitment, pass: ReadCommitment) {
  const openings = await Promise.all(commitment.picks.map((pick) => pass.open(pick)));
  return post(url, '/v1/proofs', { challengeId: commitment.challengeId, openings });
}
