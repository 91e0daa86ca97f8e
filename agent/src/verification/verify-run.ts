import type { ApiClient } from '@ridgeline/client/api-client';
import { ApiUnavailable } from '@ridgeline/client/api-errors';
import type { RetryPolicy } from '@ridgeline/client/retry';
import { challengeKindOf } from '@ridgeline/kernels/verification/challenge-kinds';
import { challengeSeed } from '@ridgeline/kernels/verification/challenge-seed';
import { readRoom } from '@ridgeline/measure/room/read-room';
import type { ProofRequest } from '@ridgeline/schema/challenge';
import type { Submission } from '@ridgeline/schema/submission';
import { formatRate } from '@ridgeline/units/format-rate';
import { keepCpusAwake } from '../host/awake-cpus.ts';
import type { OwnerKey } from '../store/key.ts';
import { messageOf } from '../user-error.ts';
import { type PathToProve, pathsToProve, whyNotHere } from './paths-to-prove.ts';
import { ProofProcess } from './proof-process.ts';
import type { Claim } from './provable-claims.ts';

/** What a verification needs beside the run. */
export interface VerifyOptions {
  readonly client: ApiClient;
  readonly key: OwnerKey;
  readonly policy: RetryPolicy & { readonly signal: AbortSignal };
  /** Progress, in lines for people. */
  readonly say: (text: string) => void;
}

/** The server verifies a claim up to this many times what was proved. */
const largestClaimToFloor = 1.25;

/** Something else used the machine during the first pass: it may be gone. */
const mostPasses = 2;

/**
 * Prove the claims of a run by fresh challenges, each committed to at once; what comes back is sent
 * after the run. Whatever keeps a path from being proved is said and costs the run nothing.
 * @throws ApiUnavailable when the API cannot be reached
 */
export async function verifyRun(run: Submission, options: VerifyOptions): Promise<ProofRequest[]> {
  const { say } = options;
  const paths = pathsToProve(run);
  const why = whyNotHere(run) ?? (paths.length === 0 ? 'no path with an f32 matmul' : undefined);
  if (why !== undefined) {
    say(`Sending without verification (tier T1): ${why}.`);
    return [];
  }
  const awake = await keepCpusAwake(readRoom());
  try {
    return await provePaths(paths, run, options);
  } finally {
    await awake.release();
  }
}

async function provePaths(
  paths: readonly PathToProve[],
  run: Submission,
  options: VerifyOptions,
): Promise<ProofRequest[]> {
  const { policy, say } = options;
  const proofs: ProofRequest[] = [];
  for (const path of paths) {
    policy.signal.throwIfAborted();
    say(`Verifying ${path.backend} by a fresh challenge, some seconds …`);
    const process = new ProofProcess(policy.signal);
    try {
      for (const claim of path.claims) {
        const proof = await proveClaim(process, path, claim, run, options);
        // Half a proof verifies nothing.
        if (proof === undefined) break;
        proofs.push(proof);
      }
    } catch (error) {
      policy.signal.throwIfAborted();
      // Without the API nothing can be sent either.
      if (error instanceof ApiUnavailable) throw error;
      say(`  ${path.backend} is not verified: ${messageOf(error)}`);
    } finally {
      process.end();
    }
  }
  return proofs;
}

async function proveClaim(
  process: ProofProcess,
  path: PathToProve,
  claim: Claim,
  run: Submission,
  { client, key, policy, say }: VerifyOptions,
): Promise<ProofRequest | undefined> {
  const { backend, deviceName } = path;
  const { rate } = claim;
  const kind = challengeKindOf(claim.kernel);
  const size = await process.ask({ step: 'prepare', backend, deviceName, claim });
  for (let pass = 1; pass <= mostPasses; pass++) {
    const began = performance.now();
    const { publicKey } = key;
    const asked = { publicKey, suite: run.run.suite, ...size };
    const { id, seed, token } = await client.challenge(asked, policy);
    const challenge = { ...size, seed: challengeSeed(seed) };
    const root = await process.ask({ step: 'compute', challenge });
    const floor = kind.work(size) / ((performance.now() - began) / 1000);
    const share = `${formatRate(floor, kind.unit)} of ${formatRate(rate, kind.unit)}`;
    if (rate > largestClaimToFloor * floor && pass < mostPasses) {
      say(`  ${backend} did ${share}, too little; once more …`);
      continue;
    }
    const request = JSON.stringify({ token, runId: run.run.id, path: path.id, root });
    const headers = key.headersFor(request, 'ridgeline-commit-v1');
    const { picks } = await client.commit(request, headers, policy);
    const opened = await process.ask({ step: 'open', picks });
    say(`  ${backend} did ${share} under the server's clock.`);
    return { challengeId: id, ...opened };
  }
  return undefined;
}
