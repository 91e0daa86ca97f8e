import { suiteId } from '@ridgeline/kernels/suite';
import { challengeRequest, issuedChallenge } from '@ridgeline/schema/challenge';
import { readJson } from '../services/intake/read-json.ts';
import { requireSignature } from '../services/intake/verify-signature.ts';
import { issueChallenge } from '../services/verification/issue-challenge.ts';
import { defineRoute, jsonBody, none } from './route.ts';

const body = jsonBody(challengeRequest, {
  suite: suiteId,
  kind: 'product-f32',
  unitsPerSecond: 1.2e12,
  deviceKind: 'cpu',
  cacheBytes: 2 ** 25,
  memoryBytes: 2 ** 34,
});

const signature = { purpose: 'ridgeline-challenge-v1', over: 'the raw body' } as const;

export const postChallenge = defineRoute({
  method: 'POST',
  path: '/v1/challenges',
  id: 'postChallenge',
  summary: 'Products to compute, or an array to stream, as large as a claim needs',
  access: 'signed',
  signature,
  params: none,
  query: none,
  body,
  responses: { 201: { description: 'The challenge.', schema: issuedChallenge } },
  problems: [],
  isStoreless: true,
  async handle({ answer, request, services }) {
    const { bytes, value } = await readJson(request, body.schema);
    const { owner } = await requireSignature(request.headers, bytes, signature.purpose);
    await services.quotas.take('network-challenges', request.headers);
    await services.quotas.take('key-challenges', request.headers, `key ${owner}`);
    return answer(201, await issueChallenge(services, value, owner));
  },
});
