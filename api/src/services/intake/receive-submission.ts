import { type Evaluation, evaluate } from '@ridgeline/evaluation/evaluate';
import { checkPlausibility } from '@ridgeline/evaluation/plausibility';
import { arrivalFaults } from '@ridgeline/evaluation/run-clock';
import type { SubmissionReceipt } from '@ridgeline/schema/responses';
import {
  submissionMaximumBytes,
  submission as submissionSchema,
} from '@ridgeline/schema/submission';
import { uuidV7 } from '@ridgeline/schema/text';
import type { Store } from '../../db/store.ts';
import { storeFailure } from '../../db/store-error.ts';
import type { EventRecord, SubmissionState } from '../../db/submission-record.ts';
import { ProblemError } from '../../problems.ts';
import { toHex } from '../base64url.ts';
import { derivedRecord } from '../derived-record.ts';
import type { Quotas } from '../quotas/quotas.ts';
import type { KnownOwners } from './known-owners.ts';
import { parseJsonBody } from './parse-json-body.ts';
import { readBody, requireJsonHeaders } from './read-body.ts';
import { type Signer, verifySignature } from './verify-signature.ts';

/** What receiving needs. */
export interface IntakeServices {
  readonly store: Store;
  readonly quotas: Quotas;
  readonly knownOwners: KnownOwners;
  now(): Date;
  /** Address of a submission, as people and programs are told it. */
  submissionUrl(id: string): string;
}

/** The answer: 201 stored, 202 stored but not ranked, 200 the same again. */
export interface Received {
  readonly status: 200 | 201 | 202;
  readonly receipt: SubmissionReceipt;
  /** Whose run it is, when it has just been stored. */
  readonly owner?: string | undefined;
}

interface StoredState extends Omit<SubmissionState, 'floors'> {
  readonly id: string;
  readonly receivedAt: Date;
}

function receiptOf(services: IntakeServices, state: StoredState): SubmissionReceipt {
  return {
    id: state.id,
    status: state.status as SubmissionReceipt['status'],
    tier: state.tier as SubmissionReceipt['tier'],
    reasons: [...state.reasons],
    receivedAt: state.receivedAt.toISOString(),
    url: services.submissionUrl(state.id),
  };
}

function requireKey(headers: Headers): string {
  const key = headers.get('idempotency-key');
  if (key === null) {
    throw new ProblemError('idempotency-key-missing', 'There is no Idempotency-Key header.');
  }
  if (!uuidV7.safeParse(key).success) {
    throw new ProblemError(
      'idempotency-key-invalid',
      'The Idempotency-Key is not a UUID version 7.',
    );
  }
  return key;
}

/** The answer that this key or body got before; undefined when neither was seen. */
async function storedAnswer(
  services: IntakeServices,
  key: string,
  bodySha256: string,
): Promise<Received | undefined> {
  const rows = await services.store.findStored(key, bodySha256);
  const [first] = rows;
  if (first === undefined) return undefined;
  if (first.id !== key) {
    throw new ProblemError('duplicate-submission', 'This body is stored under another key.');
  }
  if (first.bodySha256 !== bodySha256) {
    throw new ProblemError('idempotency-key-reused', 'The key is taken by another body.');
  }
  return { status: 200, receipt: receiptOf(services, first) };
}

function requireOwnKey(key: string, runId: string): void {
  if (key === runId) return;
  throw new ProblemError('schema-violation', 'The Idempotency-Key is not the id of the run.', {
    errors: [{ pointer: '/run/id', detail: 'must equal the Idempotency-Key header' }],
  });
}

function requireConsistent(faults: Evaluation['faults']): void {
  const count = faults.length;
  if (count === 0) return;
  throw new ProblemError(
    'inconsistent-metrics',
    `${count} ${count === 1 ? 'figure contradicts' : 'figures contradict'} the rest.`,
    { errors: faults },
  );
}

function decide(evaluation: Evaluation, signer: Signer | undefined, at: Date): EventRecord {
  const reasons = checkPlausibility(evaluation, at)
    .filter(({ isPassed, isQuarantining }) => isQuarantining && !isPassed)
    .map(({ id }) => id);
  return {
    at,
    actor: 'intake',
    status: reasons.length === 0 ? 'accepted' : 'quarantined',
    tier: signer === undefined ? 'T0' : 'T1',
    reasons,
    floors: [],
    detail: reasons.length === 0 ? 'Every check passed.' : 'Implausible; stored, not ranked.',
  };
}

/** A second insert of a key or body lost a race: the winner's answer is the answer. */
async function answerOfWinner(
  services: IntakeServices,
  key: string,
  bodySha256: string,
): Promise<Received> {
  const answer = await storedAnswer(services, key, bodySha256);
  if (answer !== undefined) return answer;
  throw new ProblemError('submission-in-flight', 'The same submission is being stored.', {
    headers: { 'retry-after': '1' },
  });
}

/** Counts a run of a network, and its key where nobody has met it. */
async function takeQuotas(
  { knownOwners, quotas }: IntakeServices,
  headers: Headers,
  signer: Signer | undefined,
): Promise<void> {
  if (signer === undefined) return quotas.take('unsigned-runs', headers);
  await quotas.take('runs', headers);
  if (!(await knownOwners.has(signer.owner))) await quotas.take('new-keys', headers);
}

async function answerBeforeRefusal(
  services: IntakeServices,
  key: string,
  bodySha256: string,
  refusal: unknown,
): Promise<Received> {
  const answer = await storedAnswer(services, key, bodySha256);
  if (answer === undefined) throw refusal;
  return answer;
}

/** Read, prove, evaluate and store one submission; never answers 2xx before it is on disk. */
export async function receiveSubmission(
  services: IntakeServices,
  request: Request,
): Promise<Received> {
  requireJsonHeaders(request.headers);
  const key = requireKey(request.headers);
  const bytes = await readBody(request, submissionMaximumBytes);
  const { text, value: submission } = parseJsonBody(bytes, submissionSchema);
  const signer = await verifySignature(request.headers, bytes, 'ridgeline-submit-v1');
  const bodySha256 = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.slice())));
  if (submission.run.id !== key) {
    await storedAnswer(services, key, bodySha256);
    requireOwnKey(key, submission.run.id);
  }
  const evaluation = evaluate(submission);
  const at = services.now();
  requireConsistent([...evaluation.faults, ...arrivalFaults(submission, at)]);
  // The same again is no new run, whatever a network has left.
  const refusal: unknown = await takeQuotas(services, request.headers, signer).catch(
    (error: unknown) => error,
  );
  if (refusal !== undefined) return answerBeforeRefusal(services, key, bodySha256, refusal);
  const event = decide(evaluation, signer, at);
  const network = await services.quotas.networkOf(request.headers);
  const raw = { id: key, body: text, bodySha256, signer, receivedAt: at };
  const failure = await services.store
    .insertSubmission({ raw, network, derived: derivedRecord(evaluation, event), event })
    .then(() => undefined, storeFailureOrThrow);
  if (failure?.kind === 'conflict') return answerOfWinner(services, key, bodySha256);
  if (failure?.kind === 'refused') {
    throw (
      admissionProblem(failure.code) ??
      new ProblemError('inconsistent-metrics', 'The store refuses a figure out of range.')
    );
  }
  const receipt = receiptOf(services, { id: key, receivedAt: at, ...event });
  return { status: event.status === 'quarantined' ? 202 : 201, receipt, owner: signer?.owner };
}

/** What the store's own triggers say, by their SQLSTATE. */
function admissionProblem(code: string): ProblemError | undefined {
  switch (code) {
    case 'RL403':
      return new ProblemError('key-revoked', 'The owner revoked this key.');
    case 'RL410':
      return new ProblemError('erased', 'The owner erased this submission; its id stays used.');
    case 'RL429':
      return new ProblemError('rate-limited', 'One key may send 500 runs a day.', {
        headers: { 'retry-after': '3600', ratelimit: '"runs";r=0;t=3600' },
      });
    default:
      return undefined;
  }
}

function storeFailureOrThrow(error: unknown) {
  const failure = storeFailure(error);
  if (failure.kind === 'conflict' || failure.kind === 'refused') return failure;
  throw error;
}
