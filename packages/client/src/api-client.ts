import {
  type Commitment,
  commitment,
  type IssuedChallenge,
  issuedChallenge,
  type ProofReceipt,
  proofReceipt,
  type StartedChallenge,
  type StartRequest,
  startedChallenge,
} from '@ridgeline/schema/challenge';
import { problem } from '@ridgeline/schema/problem';
import {
  type DeviceDetail,
  deviceDetail,
  type Leaderboard,
  leaderboard,
  type SubmissionDetail,
  type SubmissionReceipt,
  type SubmissionSummary,
  submissionDetail,
  submissionPage,
  submissionReceipt,
} from '@ridgeline/schema/responses';
import type { z } from 'zod';
import { ApiProblem, ApiUnavailable } from './api-errors.ts';
import {
  backoffSeconds,
  mayRetry,
  type RetryPolicy,
  retryAfterSeconds,
  waitSeconds,
} from './retry.ts';

/** How requests are made; `fetch` may be a service binding's. */
export interface ApiClientOptions {
  readonly baseUrl: string;
  readonly fetch?: typeof globalThis.fetch;
}

/** A stored submission: `isReplay` when the API had it already. */
export interface Acknowledgement {
  readonly receipt: SubmissionReceipt;
  readonly isReplay: boolean;
}

type Query = Readonly<Record<string, string | undefined>>;

/** What became of one try to submit that was not acknowledged. */
interface Fault {
  readonly error: Error;
  /** Whether the same request may succeed later. */
  readonly isPassing: boolean;
  readonly waitSeconds: number | undefined;
}

/** A try that got no answer for so long has failed. */
const answerSeconds = 30;

async function failureOf(response: Response, url: string): Promise<ApiProblem | ApiUnavailable> {
  try {
    return new ApiProblem(problem.parse(JSON.parse(await response.text())));
  } catch {
    // A proxy's HTML page, or an answer cut short, says nothing about the request itself.
    return new ApiUnavailable(url, `answered ${response.status} without a Ridgeline problem`);
  }
}

/** Typed access to the Ridgeline API; every answer is checked against its schema. */
export class ApiClient {
  readonly #baseUrl: string;
  readonly #fetch: typeof globalThis.fetch;

  constructor(options: ApiClientOptions) {
    this.#baseUrl = options.baseUrl;
    this.#fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
  }

  #url(path: string, query: Query = {}): string {
    const url = new URL(path, this.#baseUrl);
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(key, value);
    }
    return url.href;
  }

  async #request(url: string, init?: RequestInit): Promise<Response> {
    const signals = [AbortSignal.timeout(answerSeconds * 1000), init?.signal ?? []].flat();
    try {
      return await this.#fetch(url, { ...init, signal: AbortSignal.any(signals) });
    } catch (error) {
      // Only the caller's wish to stop is no fault of the API.
      if (init?.signal?.aborted) throw error;
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      const why = cause instanceof Error ? cause.message || cause.name : String(cause);
      throw new ApiUnavailable(url, `cannot be reached (${why})`, error);
    }
  }

  async #read<T>(schema: z.ZodType<T>, path: string, query?: Query): Promise<T> {
    const url = this.#url(path, query);
    const response = await this.#request(url);
    if (!response.ok) throw await failureOf(response, url);
    const answer = schema.safeParse(await response.json().catch(() => undefined));
    if (answer.success) return answer.data;
    throw new ApiUnavailable(url, 'answered something that is not of this API', answer.error);
  }

  /** `GET /v1/leaderboard`; keys of `query` are its parameters. */
  leaderboard(query?: Query): Promise<Leaderboard> {
    return this.#read(leaderboard, '/v1/leaderboard', query);
  }

  /** `GET /v1/devices/{slug}`. */
  device(slug: string, query?: Query): Promise<DeviceDetail> {
    return this.#read(deviceDetail, `/v1/devices/${encodeURIComponent(slug)}`, query);
  }

  /** `GET /v1/submissions/{id}`. */
  submission(id: string): Promise<SubmissionDetail> {
    return this.#read(submissionDetail, `/v1/submissions/${encodeURIComponent(id)}`);
  }

  /** All submissions that match, newest first, page by page. */
  async *submissions(query: Query = {}): AsyncGenerator<SubmissionSummary> {
    let cursor: string | undefined;
    do {
      const page = await this.#read(submissionPage, '/v1/submissions', { ...query, cursor });
      yield* page.submissions;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  /**
   * Send a run, byte for byte, until the API acknowledges it or refuses it. Safe to repeat: the key
   * makes the API store it once.
   * @param body the exact bytes of the submission
   * @param runId the run's id, sent as Idempotency-Key
   * @throws ApiProblem when it is refused, ApiUnavailable when time runs out
   */
  async submit(
    body: Uint8Array<ArrayBuffer>,
    runId: string,
    headers: Readonly<Record<string, string>>,
    policy: RetryPolicy,
  ): Promise<Acknowledgement> {
    return retried(policy, async (attempt) => {
      const sending = { 'idempotency-key': runId, ...headers };
      const sent = await this.#post('/v1/submissions', body, sending, policy.signal, attempt);
      return 'error' in sent ? sent : acknowledgement(sent.response, sent.url, runId);
    });
  }

  /** `POST /v1/challenges`: what to make ready for. `body` is what the headers sign. */
  challenge(
    body: string,
    headers: Readonly<Record<string, string>>,
    policy: RetryPolicy,
  ): Promise<IssuedChallenge> {
    return this.#send(issuedChallenge, '/v1/challenges', body, headers, policy);
  }

  /** `POST /v1/starts`: the server's clock runs from its answer on. */
  start(request: StartRequest, policy: RetryPolicy): Promise<StartedChallenge> {
    return this.#send(startedChallenge, '/v1/starts', JSON.stringify(request), {}, policy);
  }

  /**
   * `POST /v1/commitments`: hold a root. The challenge is used up when the API has it, so an answer
   * that was lost is not asked for again: a new challenge is.
   * @param body the request as text, whose bytes the headers sign
   */
  commit(
    body: string,
    headers: Readonly<Record<string, string>>,
    policy: RetryPolicy,
  ): Promise<Commitment> {
    return this.#send(commitment, '/v1/commitments', body, headers, policy);
  }

  /** `POST /v1/proofs`: open the leaves that were drawn. `body` is what the headers sign. */
  prove(
    body: string,
    headers: Readonly<Record<string, string>>,
    policy: RetryPolicy,
  ): Promise<ProofReceipt> {
    return this.#send(proofReceipt, '/v1/proofs', body, headers, policy);
  }

  #send<T extends object>(
    schema: z.ZodType<T>,
    path: string,
    body: string,
    headers: Readonly<Record<string, string>>,
    policy: RetryPolicy,
  ): Promise<T> {
    const bytes = new TextEncoder().encode(body);
    return retried(policy, async (attempt) => {
      const sent = await this.#post(path, bytes, headers, policy.signal, attempt);
      if ('error' in sent) return sent;
      const answer = schema.safeParse(await sent.response.json().catch(() => undefined));
      if (answer.success) return answer.data;
      const why = 'answered something that is not of this API';
      const error = new ApiUnavailable(sent.url, why, answer.error);
      return { error, isPassing: false, waitSeconds: undefined };
    });
  }

  /** One try: the answer, or what became of it. */
  async #post(
    path: string,
    body: Uint8Array<ArrayBuffer>,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
    attempt: number,
  ): Promise<{ readonly response: Response; readonly url: string } | Fault> {
    const url = this.#url(path);
    let response: Response;
    try {
      response = await this.#request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
        redirect: 'error',
        ...(signal && { signal }),
      });
    } catch (error) {
      if (!(error instanceof ApiUnavailable)) throw error;
      return { error, isPassing: true, waitSeconds: undefined };
    }
    if (response.ok) return { response, url };
    const error = await failureOf(response, url);
    // What was used already is not in flight: asking again cannot help.
    const isUsed = error instanceof ApiProblem && error.problem.type.endsWith('/challenge-used');
    return {
      error,
      isPassing: !isUsed && mayRetry(response.status, attempt),
      waitSeconds: retryAfterSeconds(response.headers.get('retry-after')),
    };
  }
}

/** Try until it works, fails for good or takes too long. */
async function retried<T extends object>(
  policy: RetryPolicy,
  attemptOnce: (attempt: number) => Promise<T | Fault>,
): Promise<T> {
  const deadline = performance.now() + policy.timeoutSeconds * 1000;
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await attemptOnce(attempt);
    if (!('isPassing' in outcome)) return outcome;
    const wait = outcome.waitSeconds ?? backoffSeconds(attempt);
    if (!outcome.isPassing || performance.now() + wait * 1000 > deadline) throw outcome.error;
    policy.onRetry?.(wait, outcome.error.message);
    await waitSeconds(wait, policy.signal);
  }
}

async function acknowledgement(
  response: Response,
  url: string,
  runId: string,
): Promise<Acknowledgement | Fault> {
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    const lost = new ApiUnavailable(url, 'was lost while it answered', error);
    return { error: lost, isPassing: true, waitSeconds: undefined };
  }
  try {
    const receipt = submissionReceipt.parse(JSON.parse(text));
    if (receipt.id === runId) return { receipt, isReplay: response.status === 200 };
  } catch {
    // Falls through: somebody else's server, or a page in between.
  }
  // A 200 without our id: nothing was stored.
  const why = `answered ${response.status} but did not acknowledge the run`;
  return { error: new ApiUnavailable(url, why), isPassing: false, waitSeconds: undefined };
}
