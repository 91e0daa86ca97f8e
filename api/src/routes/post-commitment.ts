import { commitment, commitmentRequest } from '@ridgeline/schema/challenge';
import { exampleSubmission } from '@ridgeline/schema/example-submission';
import { readJson } from '../services/intake/read-json.ts';
import { requireSignature } from '../services/intake/verify-signature.ts';
import { commit } from '../services/verification/redeem-challenge.ts';
import { defineRoute, jsonBody, none } from './route.ts';

const body = jsonBody(commitmentRequest, {
  token: 'eyJpZCI6IjAxOTNhYmM0In0.c2VhbGVkIGJ5IHVz',
  runId: exampleSubmission.run.id,
  path: 'cpu0-wasm',
  root: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
});

const signature = { purpose: 'ridgeline-commit-v1', over: 'the raw body' } as const;

export const postCommitment = defineRoute({
  method: 'POST',
  path: '/v1/commitments',
  id: 'postCommitment',
  summary:
    'Commit to the answers of all rounds of a challenge; the answer draws the leaves to open',
  access: 'owner',
  signature,
  strangers: 'challenge-key-mismatch',
  params: none,
  query: none,
  body,
  responses: { 201: { description: 'Held; these are to be opened.', schema: commitment } },
  problems: ['challenge-invalid', 'challenge-used', 'too-many-commitments'],
  async handle({ answer, request, services }) {
    const { bytes, value } = await readJson(request, body.schema);
    const signer = await requireSignature(request.headers, bytes, signature.purpose);
    return answer(201, await commit(services, value, signer.owner));
  },
});
