import { proofReceipt, proofRequest } from '@ridgeline/schema/challenge';
import { readJson } from '../services/intake/read-json.ts';
import { storeProof } from '../services/verification/redeem-challenge.ts';
import { judgeAtOnce } from '../services/verification/run-outbox.ts';
import { defineRoute, uncached } from './route.ts';

/** `POST /v1/proofs`. */
export const postProof = defineRoute({
  method: 'POST',
  path: '/v1/proofs',
  id: 'postProof',
  summary: 'Open the rows or blocks that were drawn',
  description:
    'Checked at once when the run itself is there, otherwise within a minute of its arrival; the run’s ' +
    'events tell.',
  access: 'public',
  requestBody: proofRequest,
  responses: { 202: { description: 'Kept; it will be checked.', schema: proofReceipt } },
  cacheControl: uncached,
  async handle({ request, services }) {
    const { value } = await readJson(request, proofRequest);
    return {
      status: 202,
      body: await storeProof(services, value),
      afterwards: () => judgeAtOnce(services, value.challengeId),
    };
  },
});
