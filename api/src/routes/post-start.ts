import { startedChallenge, startRequest } from '@ridgeline/schema/challenge';
import { readJson } from '../services/intake/read-json.ts';
import { startChallenge } from '../services/verification/issue-challenge.ts';
import { defineRoute, jsonBody, none } from './route.ts';

const body = jsonBody(startRequest, { token: 'eyJpZCI6IjAxOTNhYmM0In0.c2VhbGVkIGJ5IHVz' });

export const postStart = defineRoute({
  method: 'POST',
  path: '/v1/starts',
  id: 'postStart',
  summary: 'Start the clock of a challenge, once memory is ready for it',
  description:
    'The key in the answer is what the first round that counts is drawn from. A read says by the root of ' +
    'its first pass what its array holds.',
  access: 'public',
  params: none,
  query: none,
  body,
  responses: { 201: { description: 'The clock runs.', schema: startedChallenge } },
  problems: ['challenge-invalid'],
  isStoreless: true,
  async handle({ answer, request, services }) {
    const { value } = await readJson(request, body.schema);
    return answer(201, await startChallenge(services, value));
  },
});
