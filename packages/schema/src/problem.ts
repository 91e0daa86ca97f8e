import { z } from 'zod';

/** One documented kind of error; `id` is the last path segment of the problem's `type` URL. */
export interface ProblemType {
  readonly id: string;
  readonly status: number;
  readonly title: string;
  /** What the caller can do next, in one sentence. */
  readonly remedy: string;
}

function defineProblem<const T extends ProblemType>(type: T): T {
  return type;
}

/** Every error the API answers with, as RFC 9457 `application/problem+json`. */
export const problemTypes = [
  defineProblem({
    id: 'invalid-json',
    status: 400,
    title: 'The body is not valid JSON',
    remedy: 'Send UTF-8 JSON without a byte-order mark, exactly as the agent wrote it.',
  }),
  defineProblem({
    id: 'json-too-deep',
    status: 400,
    title: 'The JSON is nested too deeply',
    remedy: 'Nest at most 12 levels; see /openapi.json for the schema.',
  }),
  defineProblem({
    id: 'json-duplicate-key',
    status: 400,
    title: 'An object names the same key twice',
    remedy: 'Send each key once.',
  }),
  defineProblem({
    id: 'json-too-many-keys',
    status: 400,
    title: 'The JSON has too many keys',
    remedy: 'Send only the fields of the schema at /openapi.json.',
  }),
  defineProblem({
    id: 'idempotency-key-missing',
    status: 400,
    title: 'The Idempotency-Key header is missing',
    remedy: 'Send the run id (a UUID version 7) as the Idempotency-Key header.',
  }),
  defineProblem({
    id: 'idempotency-key-invalid',
    status: 400,
    title: 'The Idempotency-Key is not a UUID version 7',
    remedy: 'Send the run id of the submission, in lower case.',
  }),
  defineProblem({
    id: 'invalid-query',
    status: 400,
    title: 'A query parameter is unknown or has a bad value',
    remedy: 'See the parameters of this route in /docs.',
  }),
  defineProblem({
    id: 'invalid-cursor',
    status: 400,
    title: 'The cursor is not one that this query handed out',
    remedy: 'Start again without a cursor.',
  }),
  defineProblem({
    id: 'signature-invalid',
    status: 401,
    title: 'The signature does not match the body and key',
    remedy: 'Sign the exact bytes you send with the key named in the header.',
  }),
  defineProblem({
    id: 'signature-missing',
    status: 401,
    title: 'This address needs a signature',
    remedy: 'Send Ridgeline-Key and Ridgeline-Signature as /docs says.',
  }),
  defineProblem({
    id: 'unauthorized',
    status: 401,
    title: 'This address needs a token',
    remedy: 'Send Authorization: Bearer with the maintainer’s token.',
  }),
  defineProblem({
    id: 'forbidden',
    status: 403,
    title: 'The token does not allow this',
    remedy: 'Use a token that was made for this address.',
  }),
  defineProblem({
    id: 'key-revoked',
    status: 403,
    title: 'The key was revoked by its owner',
    remedy: 'Make a new key; what the old one signed stays as it is.',
  }),
  defineProblem({
    id: 'challenge-key-mismatch',
    status: 403,
    title: 'The challenge was made for another key',
    remedy: 'Ask for a challenge with the key that signs the commitment.',
  }),
  defineProblem({
    id: 'not-found',
    status: 404,
    title: 'There is nothing at this address',
    remedy: 'GET /v1 lists what there is.',
  }),
  defineProblem({
    id: 'method-not-allowed',
    status: 405,
    title: 'This address does not take this method',
    remedy: 'Use a method named in the Allow header.',
  }),
  defineProblem({
    id: 'request-timeout',
    status: 408,
    title: 'The body did not arrive in time',
    remedy: 'Send it again over a faster connection; the same key is safe.',
  }),
  defineProblem({
    id: 'submission-in-flight',
    status: 409,
    title: 'The same submission is being stored right now',
    remedy: 'Retry in a second; the stored answer is returned then.',
  }),
  defineProblem({
    id: 'duplicate-submission',
    status: 409,
    title: 'This body is stored under another Idempotency-Key',
    remedy: 'Use the id of the run in the body as the Idempotency-Key.',
  }),
  defineProblem({
    id: 'challenge-used',
    status: 409,
    title: 'The challenge was redeemed before',
    remedy: 'Ask for a new challenge for each pass.',
  }),
  defineProblem({
    id: 'erased',
    status: 410,
    title: 'The submission was erased by its owner',
    remedy: 'Measure again: a new run has a new id.',
  }),
  defineProblem({
    id: 'body-too-large',
    status: 413,
    title: 'The body is too large',
    remedy: 'Send at most 65,536 bytes; a full run of the agent fits.',
  }),
  defineProblem({
    id: 'uri-too-long',
    status: 414,
    title: 'The address is too long',
    remedy: 'Use at most 8,192 characters.',
  }),
  defineProblem({
    id: 'unsupported-media-type',
    status: 415,
    title: 'The body is not plain JSON',
    remedy: 'Send Content-Type: application/json without compression.',
  }),
  defineProblem({
    id: 'range-not-satisfiable',
    status: 416,
    title: 'The range begins behind the end of the file',
    remedy: 'The Content-Range header says how long the file is.',
  }),
  defineProblem({
    id: 'schema-violation',
    status: 422,
    title: 'The submission does not follow the schema',
    remedy: 'Each entry of `errors` points at a field; see /openapi.json.',
  }),
  defineProblem({
    id: 'string-not-allowed',
    status: 422,
    title: 'A text has characters that are not allowed',
    remedy: 'Send trimmed, normalised text without control characters.',
  }),
  defineProblem({
    id: 'inconsistent-metrics',
    status: 422,
    title: 'The figures contradict each other',
    remedy: 'Send the samples as measured; rates are recomputed from them.',
  }),
  defineProblem({
    id: 'challenge-invalid',
    status: 422,
    title: 'The challenge was not made here or was changed',
    remedy: 'Ask for a new challenge and send its token back unchanged.',
  }),
  defineProblem({
    id: 'proof-not-committed',
    status: 422,
    title: 'What was opened is not what was committed to',
    remedy: 'Open exactly the leaves that were drawn, with the answers of the pass itself.',
  }),
  defineProblem({
    id: 'idempotency-key-reused',
    status: 422,
    title: 'This Idempotency-Key was used for another body',
    remedy: 'Give each run its own id.',
  }),
  defineProblem({
    id: 'too-many-commitments',
    status: 429,
    title: 'The run has committed to enough challenges',
    remedy: 'Prove each figure once; measure again for another try.',
  }),
  defineProblem({
    id: 'rate-limited',
    status: 429,
    title: 'Too many requests',
    remedy: 'Wait as long as the Retry-After header says.',
  }),
  defineProblem({
    id: 'internal',
    status: 500,
    title: 'Something went wrong on our side',
    remedy: 'Retry; if it stays, report the `instance` of this answer.',
  }),
  defineProblem({
    id: 'storage-unavailable',
    status: 503,
    title: 'The store cannot be reached',
    remedy: 'Retry after the Retry-After header; the same key is safe to send again.',
  }),
] as const satisfies readonly ProblemType[];

export type ProblemId = (typeof problemTypes)[number]['id'];

/** Path prefix of a problem's `type`, followed by its id; each is documented under /docs. */
export const problemTypePrefix = '/docs/problems/';

/** RFC 9457 problem details as the API sends them. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    /** Request id, for reports. */
    instance: z.string(),
    remedy: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problem>;
/** What is wrong with one field of a body, as a problem's `errors` name it. */
export type FieldFault = NonNullable<Problem['errors']>[number];
