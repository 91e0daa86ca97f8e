import { exampleSubmission } from '@ridgeline/schema/example-submission';
import { submissionReceipt } from '@ridgeline/schema/responses';
import { submission } from '@ridgeline/schema/submission';
import { receiveSubmission } from '../services/intake/receive-submission.ts';
import { judgeSoon } from '../services/verification/run-outbox.ts';
import { defineRoute, jsonBody, none } from './route.ts';

export const postSubmission = defineRoute({
  method: 'POST',
  path: '/v1/submissions',
  id: 'postSubmission',
  summary: 'Submit a run',
  description:
    'Safe to repeat: the same key with the same body gives the stored answer. What is impossible is ' +
    'refused, what is implausible is stored but not ranked.',
  access: 'public',
  signature: { purpose: 'ridgeline-submit-v1', over: 'the raw body' },
  params: none,
  query: none,
  headers: {
    'Idempotency-Key': { description: 'The id of the run, a UUID version 7.', isRequired: true },
  },
  body: jsonBody(submission, exampleSubmission),
  responses: {
    200: { description: 'Stored before; the same answer again.', schema: submissionReceipt },
    201: { description: 'Stored.', schema: submissionReceipt },
    202: { description: 'Stored, not ranked: see `reasons`.', schema: submissionReceipt },
  },
  problems: [
    'idempotency-key-missing',
    'idempotency-key-invalid',
    'idempotency-key-reused',
    'duplicate-submission',
    'submission-in-flight',
    'inconsistent-metrics',
    'key-revoked',
    'erased',
  ],
  async handle({ answer, request, services }) {
    const { owner, receipt, status } = await receiveSubmission(services, request);
    return answer(status, receipt, {
      // Its proofs may have come before it.
      ...(owner !== undefined && { afterwards: () => judgeSoon(services, owner) }),
      headers: { location: receipt.url, 'ratelimit-policy': '"runs";q=500;w=86400' },
    });
  },
});
