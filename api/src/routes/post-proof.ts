import { proofReceipt, proofRequest } from '@ridgeline/schema/challenge';
import { readJson } from '../services/intake/read-json.ts';
import { requireSignature } from '../services/intake/verify-signature.ts';
import { storeProof } from '../services/verification/redeem-challenge.ts';
import { judgeSoon } from '../services/verification/run-outbox.ts';
import { defineRoute, jsonBody, none } from './route.ts';

const body = jsonBody(proofRequest, {
  challengeId: '01890000-0000-7000-8000-000000000000',
  roots: 'q'.repeat(43),
  openings: [{ round: 0, leaf: 17, words: 'A'.repeat(1366), path: 'A'.repeat(342) }],
});

const signature = { purpose: 'ridgeline-prove-v1', over: 'the raw body' } as const;

export const postProof = defineRoute({
  method: 'POST',
  path: '/v1/proofs',
  id: 'postProof',
  summary: 'Open the leaves that were drawn',
  description:
    'What is not under the committed root is refused. The rest is judged when the run itself is there, ' +
    'owners in turn; the run’s events tell.',
  access: 'owner',
  signature,
  strangers: 'challenge-key-mismatch',
  params: none,
  query: none,
  body,
  responses: { 202: { description: 'Kept; it will be judged.', schema: proofReceipt } },
  problems: ['not-found', 'challenge-used', 'proof-not-committed'],
  async handle({ answer, request, services }) {
    const { bytes, value } = await readJson(request, body.schema);
    const { owner } = await requireSignature(request.headers, bytes, signature.purpose);
    return answer(202, await storeProof(services, value, owner), {
      afterwards: () => judgeSoon(services, owner),
    });
  },
});
