import { ApiClient } from '@ridgeline/client/api-client';
import { ApiProblem, ApiUnavailable } from '@ridgeline/client/api-errors';
import { type RetryPolicy, waitSeconds } from '@ridgeline/client/retry';
import type { SubmissionReceipt } from '@ridgeline/schema/responses';
import { proofReasons } from '@ridgeline/vocabulary/proof-reasons';
import { findWord } from '@ridgeline/vocabulary/word';
import { type Environment, say } from './environment.ts';
import { exitCodes } from './exit-codes.ts';
import { evidenceText } from './report/evidence-text.ts';
import { parseRun } from './report/read-run.ts';
import { loadKey, type OwnerKey } from './store/key.ts';
import type { Outbox } from './store/outbox.ts';
import { pathsOf } from './store/paths.ts';
import { messageOf, UserError } from './user-error.ts';

/** A run by its id, with the exact bytes that are sent. */
export interface RunToSend {
  readonly id: string;
  readonly body: string;
}

/** The API looked at a run and refused it: sending it again gives the same answer. */
export class RefusedRun extends UserError {
  constructor({ message, problem }: ApiProblem, id: string) {
    const pointers = (problem.errors ?? []).map(({ pointer, detail }) => `  ${pointer}: ${detail}`);
    super(
      [`The API refused run ${id}: ${message}`, ...pointers].join('\n'),
      `${problem.remedy} (report id ${problem.instance})`,
      exitCodes.network,
    );
    this.name = 'RefusedRun';
  }
}

/** How a run is sent. */
export interface SendOptions {
  readonly api: string;
  readonly timeoutSeconds: number;
  /** Whether its claims are proved first, which takes some seconds a path. */
  readonly isVerifying: boolean;
}

/** Everything that the steps of sending need. */
interface Sending {
  readonly client: ApiClient;
  readonly key: OwnerKey;
  readonly policy: RetryPolicy & { readonly signal: AbortSignal };
  readonly environment: Environment;
}

/**
 * Send a saved run, signed, and record the acknowledgement; until then the file stays in the outbox.
 * Its claims are proved by fresh challenges first, unless they are already; a run that was sent from a
 * busy computer is thus verified by sending it again.
 * @throws UserError with exit code 6 when the API cannot be reached or refuses the run
 */
export async function sendRun(
  run: RunToSend,
  options: SendOptions,
  environment: Environment,
  outbox: Outbox,
): Promise<void> {
  const { api, timeoutSeconds } = options;
  const policy = {
    timeoutSeconds,
    signal: environment.interrupted,
    onRetry: (wait: number, reason: string) =>
      say(environment, `${reason}; trying again in ${wait.toFixed(1)} s …`),
  };
  const key = await loadKey(pathsOf(environment.variables));
  const sending = { client: new ApiClient({ baseUrl: api }), key, policy, environment };
  try {
    const isSent = (await outbox.find(run.id))?.isSent === true;
    const isVerified = isSent && (await isVerifiedAt(sending.client, run.id));
    const proved = options.isVerifying && !isVerified ? await prove(run, sending) : 0;
    const bytes = new TextEncoder().encode(run.body);
    const headers = key.headersFor(run.body);
    const { receipt, isReplay } = await sending.client.submit(bytes, run.id, headers, policy);
    await outbox.markSent(run.id);
    const what = isReplay ? 'was already stored' : 'is stored';
    const status = receipt.reasons.length > 0 ? ` (${receipt.reasons.join(', ')})` : '';
    say(environment, `Run ${run.id} ${what}: ${receipt.status}, tier ${receipt.tier}${status}`);
    if (proved > 0) say(environment, await verdictOf(receipt, sending));
    say(environment, `See it at ${new URL(`/runs/${run.id}`, api).href}`);
  } catch (error) {
    if (error instanceof ApiProblem) throw new RefusedRun(error, run.id);
    if (error instanceof ApiUnavailable) {
      throw new UserError(
        `Run ${run.id} was not sent: ${error.message}`,
        `It is kept. When the API is up: ridgeline submit ${run.id} --api ${api}`,
        exitCodes.network,
      );
    }
    throw error;
  }
}

/** Whether nothing is left to prove; a run that was sent to another API is unknown to this one. */
async function isVerifiedAt(client: ApiClient, id: string): Promise<boolean> {
  try {
    return (await client.submission(id)).status === 'verified';
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return false;
    throw error;
  }
}

async function prove(run: RunToSend, sending: Sending): Promise<number> {
  // Loaded here: it brings the kernels, which runs that are only sent do without.
  const { verifyRun } = await import('./verification/verify-run.ts');
  const { environment, ...rest } = sending;
  return verifyRun(parseRun(run.body, run.id), {
    ...rest,
    say: (text) => say(environment, text),
  });
}

/** Reasons as people read them. */
function wordsOf(reasons: readonly string[]): string {
  return reasons.map((id) => findWord(proofReasons, id)?.words ?? id).join(', ');
}

const verdictTries = 10;
const secondsBetweenTries = 0.5;

/**
 * Wait for the verdict, which comes within a second or with the schedule; the run itself is safe by now,
 * so nothing that fails here is an error.
 */
async function verdictOf(before: SubmissionReceipt, { client, policy }: Sending): Promise<string> {
  const { id } = before;
  try {
    for (let attempt = 0; attempt < verdictTries; attempt++) {
      await waitSeconds(secondsBetweenTries, policy.signal);
      const { measurements, reasons, status, tier } = await client.submission(id);
      if (status === 'verified') return `Verified: tier ${tier}. ${evidenceText(measurements)}`;
      // What an earlier proof came to is not yet this one's verdict.
      if (status !== before.status || reasons.join() !== before.reasons.join()) {
        const next =
          status === 'accepted' ? ` When the machine is idle: ridgeline submit ${id}` : '';
        return `Not verified: ${status}, tier ${tier}; ${wordsOf(reasons)}.${next}`;
      }
    }
    return 'The verdict is as before, or comes within a minute; the page of the run tells.';
  } catch (error) {
    policy.signal.throwIfAborted();
    return `The verdict is not known: ${messageOf(error)}`;
  }
}
