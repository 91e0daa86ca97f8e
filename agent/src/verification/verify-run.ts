import type { ApiClient } from '@ridgeline/client/api-client';
import { ApiUnavailable } from '@ridgeline/client/api-errors';
import type { RetryPolicy } from '@ridgeline/client/retry';
import { largestClaimToFloor } from '@ridgeline/evaluation/evidence';
import { toBase64Url } from '@ridgeline/kernels/verification/bytes-text';
import { joinedPath } from '@ridgeline/kernels/verification/challenge-kind';
import { challengeKindOf } from '@ridgeline/kernels/verification/challenge-kinds';
import { keyOfHex } from '@ridgeline/kernels/verification/challenge-seed';
import { rootOfRoots } from '@ridgeline/kernels/verification/hash-tree';
import { readRoom } from '@ridgeline/measure/room/read-room';
import { sha256 } from '@ridgeline/measure/sha256';
import { countsOfSize } from '@ridgeline/schema/challenge';
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

/** Something else used the machine during the first pass: it may be gone. */
const mostPasses = 2;

/**
 * Prove the claims of a run by fresh challenges, each committed to and opened at once; the server judges
 * them when the run is there. Whatever keeps a figure from being proved is said and costs the run nothing.
 * @returns how many figures were proved
 * @throws ApiUnavailable when the API cannot be reached
 */
export async function verifyRun(run: Submission, options: VerifyOptions): Promise<number> {
  const { say } = options;
  const paths = pathsToProve(run);
  const why = whyNotHere(run) ?? (paths.length === 0 ? 'no figure that can be proved' : undefined);
  if (why !== undefined) {
    say(`Sending without verification (tier T1): ${why}.`);
    return 0;
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
): Promise<number> {
  const { policy, say } = options;
  let proved = 0;
  for (const path of paths) {
    policy.signal.throwIfAborted();
    say(`Verifying ${path.backend} by fresh challenges, some seconds …`);
    const process = new ProofProcess(policy.signal);
    try {
      for (const claim of path.claims) {
        await proveClaim(process, path, claim, run, options);
        proved += 1;
      }
    } catch (error) {
      policy.signal.throwIfAborted();
      // Without the API nothing can be sent either.
      if (error instanceof ApiUnavailable) throw error;
      say(`  ${path.backend} is not verified further: ${messageOf(error)}`);
    } finally {
      process.end();
    }
  }
  return proved;
}

async function proveClaim(
  process: ProofProcess,
  path: PathToProve,
  claim: Claim,
  run: Submission,
  options: VerifyOptions,
): Promise<void> {
  const { say } = options;
  const { peak, unit } = challengeKindOf(claim.kind);
  for (let pass = 1; ; pass++) {
    const { floor, ...done } = await runPass(process, path, claim, run, options);
    const share = `${formatRate(floor, unit)} of ${formatRate(claim.rate, unit)} claimed`;
    if (claim.rate > largestClaimToFloor * floor && pass < mostPasses) {
      say(`  ${peak}: ${share}, too little; once more …`);
      continue;
    }
    await openPass(process, path, run, done, options);
    say(`  ${peak}: ${share}, proved under the server's clock.`);
    return;
  }
}

interface DonePass {
  readonly token: string;
  readonly roots: readonly string[];
}

/** One pass of a fresh challenge, timed from the start of the server's clock. */
async function runPass(
  process: ProofProcess,
  path: PathToProve,
  claim: Claim,
  run: Submission,
  { client, key, policy }: VerifyOptions,
): Promise<DonePass & { readonly floor: number }> {
  const { backend, deviceKind, deviceName, system } = path;
  const kind = challengeKindOf(claim.kind);
  const asked = { suite: run.run.suite, kind: kind.id, unitsPerSecond: claim.rate };
  const body = JSON.stringify({ ...asked, deviceKind, ...system });
  const headers = key.headersFor(body, 'ridgeline-challenge-v1');
  const challenge = await client.challenge(body, headers, policy);
  const counts = countsOfSize(kind, challenge);
  const root = await process.ask({
    ...({ step: 'prepare', backend, deviceName } as const),
    ...{ request: { kind: kind.id, counts }, seed: keyOfHex(challenge.seed) },
  });
  const began = performance.now();
  const filled = root === undefined ? {} : { root };
  const started = await client.start({ token: challenge.token, ...filled }, policy);
  const roots = await process.ask({ step: 'compute', start: keyOfHex(started.key) });
  const floor = kind.work(counts) / ((performance.now() - began) / 1000);
  return { token: started.token, roots, floor };
}

/** Commit to a pass and open what is drawn of it. */
async function openPass(
  process: ProofProcess,
  path: PathToProve,
  run: Submission,
  { roots, token }: DonePass,
  { client, key, policy }: VerifyOptions,
): Promise<void> {
  const root = await rootOfRoots(roots, sha256);
  const request = JSON.stringify({ token, runId: run.run.id, path: path.id, root });
  const headers = key.headersFor(request, 'ridgeline-commit-v1');
  const { challengeId, picks } = await client.commit(request, headers, policy);
  const openings = await process.ask({ step: 'open', picks });
  const proof = JSON.stringify({ challengeId, roots: toBase64Url(joinedPath(roots)), openings });
  await client.prove(proof, key.headersFor(proof, 'ridgeline-prove-v1'), policy);
}
