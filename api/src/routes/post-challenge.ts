import { challengeRequest, issuedChallenge } from '@ridgeline/schema/challenge';
import { readJson } from '../services/intake/read-json.ts';
import { issueChallenge } from '../services/verification/issue-challenge.ts';
import { defineRoute, uncached } from './route.ts';

/** `POST /v1/challenges`. */
export const postChallenge = defineRoute({
  method: 'POST',
  path: '/v1/challenges',
  id: 'postChallenge',
  summary:
    'A fresh product to compute, or array to stream, which binds a run to the server’s clock',
  access: 'public',
  requestBody: challengeRequest,
  responses: { 201: { description: 'The challenge.', schema: issuedChallenge } },
  cacheControl: uncached,
  async handle({ request, services }) {
    const { value } = await readJson(request, challengeRequest);
    return { status: 201, body: await issueChallenge(services, value) };
  },
});
