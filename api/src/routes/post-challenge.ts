import { suiteId } from '@ridgeline/kernels/suite';
import { challengeRequest, issuedChallenge } from '@ridgeline/schema/challenge';
import { readJson } from '../services/intake/read-json.ts';
import { issueChallenge } from '../services/verification/issue-challenge.ts';
import { defineRoute, jsonBody, none } from './route.ts';

const body = jsonBody(challengeRequest, {
  publicKey: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  suite: suiteId,
  kernel: 'matmul',
  rows: 1024,
  repetitions: 64,
});

export const postChallenge = defineRoute({
  method: 'POST',
  path: '/v1/challenges',
  id: 'postChallenge',
  summary:
    'A fresh product to compute, or array to stream, which binds a run to the server’s clock',
  access: 'public',
  params: none,
  query: none,
  body,
  responses: { 201: { description: 'The challenge.', schema: issuedChallenge } },
  problems: [],
  async handle({ answer, request, services }) {
    const { value } = await readJson(request, body.schema);
    await services.quotas.take('network-challenges', request.headers);
    await services.quotas.take('key-challenges', request.headers, `key ${value.publicKey}`);
    return answer(201, await issueChallenge(services, value));
  },
});
