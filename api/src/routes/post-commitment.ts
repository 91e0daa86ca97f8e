import { commitment, commitmentRequest } from '@ridgeline/schema/challenge';
import { readJson } from '../services/intake/read-json.ts';
import { requireSignature } from '../services/intake/verify-signature.ts';
import { commit } from '../services/verification/redeem-challenge.ts';
import { defineRoute, uncached } from './route.ts';
import { signatureHeaders } from './signature-headers.ts';

/** `POST /v1/commitments`. */
export const postCommitment = defineRoute({
  method: 'POST',
  path: '/v1/commitments',
  id: 'postCommitment',
  summary: 'Commit to every digest of a challenge; the answer draws the rows or blocks to open',
  access: 'public',
  headers: signatureHeaders('`ridgeline-commit-v1\\0` and the raw body'),
  requestBody: commitmentRequest,
  responses: { 201: { description: 'Held; these are to be opened.', schema: commitment } },
  cacheControl: uncached,
  async handle({ request, services }) {
    const { bytes, value } = await readJson(request, commitmentRequest);
    const signer = await requireSignature(request.headers, bytes, 'ridgeline-commit-v1');
    return { status: 201, body: await commit(services, value, signer.owner) };
  },
});
