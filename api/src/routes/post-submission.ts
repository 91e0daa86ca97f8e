import { exampleSubmission } from '@ridgeline/schema/example-submission';
import { submissionReceipt } from '@ridgeline/schema/responses';
import { submission } from '@ridgeline/schema/submission';
import { receiveSubmission } from '../services/intake/receive-submission.ts';
import { defineRoute, uncached } from './route.ts';

/** `POST /v1/submissions`. */
export const postSubmission = defineRoute({
  method: 'POST',
  path: '/v1/submissions',
  id: 'postSubmission',
  summary: 'Submit a run',
  description:
    'Safe to repeat: the same key with the same body gives the stored answer. What is impossible is ' +
    'refused, what is implausible is stored but not ranked.',
  access: 'public',
  headers: {
    'Idempotency-Key': { description: 'The id of the run, a UUID version 7.', isRequired: true },
    'Ridgeline-Key': {
      description: 'Raw Ed25519 public key in base64url; with it the run has an owner.',
      isRequired: false,
    },
    'Ridgeline-Signature': {
      description:
        'Ed25519 signature over `ridgeline-submit-v1\\0` and the raw body, in base64url.',
      isRequired: false,
    },
  },
  requestBody: submission,
  requestExample: exampleSubmission,
  responses: {
    200: { description: 'Stored before; the same answer again.', schema: submissionReceipt },
    201: { description: 'Stored.', schema: submissionReceipt },
    202: { description: 'Stored, not ranked: see `reasons`.', schema: submissionReceipt },
  },
  cacheControl: uncached,
  async handle({ request, services }) {
    const { receipt, status } = await receiveSubmission(services, request);
    return {
      status,
      body: receipt,
      headers: { location: receipt.url, 'ratelimit-policy': '"runs";q=500;w=86400' },
    };
  },
});
