import { proofReceipt, proofRequest } from '@ridgeline/schema/challenge';
import { readJson } from '../services/intake/read-json.ts';
import { storeProof } from '../services/verification/redeem-challenge.ts';
import { judgeAtOnce } from '../services/verification/run-outbox.ts';
import { defineRoute, jsonBody, none } from './route.ts';

const body = jsonBody(proofRequest, {
  challengeId: '01890000-0000-7000-8000-000000000000',
  kernel: 'matmul',
  openings: [{ repetition: 0, row: 17, digests: '0123456789abcdef', proof: [] }],
});

export const postProof = defineRoute({
  method: 'POST',
  path: '/v1/proofs',
  id: 'postProof',
  summary: 'Open the rows or blocks that were drawn',
  description:
    'Checked at once when the run itself is there, otherwise within a minute of its arrival; the run’s ' +
    'events tell.',
  access: 'public',
  params: none,
  query: none,
  body,
  responses: { 202: { description: 'Kept; it will be checked.', schema: proofReceipt } },
  problems: ['not-found', 'challenge-used'],
  async handle({ answer, request, services }) {
    const { value } = await readJson(request, body.schema);
    return answer(202, await storeProof(services, value), {
      afterwards: () => judgeAtOnce(services, value.challengeId),
    });
  },
});
