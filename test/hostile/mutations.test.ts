import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newOwner } from '../api/signing.ts';
import { type Api, startApi } from '../api/start-api.ts';
import { liveValues } from './live-values.ts';
import { Mutator, sendMutations } from './mutator.ts';

let api: Api;

beforeAll(async () => {
  const MAINTAINER_TOKEN_SHA256 = createHash('sha256').update('nobody knows').digest('hex');
  api = await startApi({ MAINTAINER_TOKEN_SHA256 });
});

afterAll(async () => {
  await api?.stop();
});

// `npm run bench:mutations` sends 22,000.
test('of 2,000 mutated requests none is a 5xx, and each answer is one that openapi.json describes', async () => {
  const owner = newOwner();
  const mutator = new Mutator(7, await liveValues(api.url, owner), owner);
  const { byStatus, serverErrors, undocumented } = await sendMutations(api.url, mutator, 2000);
  expect(serverErrors).toEqual([]);
  expect(undocumented).toEqual([]);
  // They reach behind the first check, and are refused for many reasons.
  for (const status of [200, 201, 400, 401, 404, 405, 422]) {
    expect(byStatus[status], String(status)).toBeGreaterThan(0);
  }
  expect((await fetch(new URL('/healthz', api.url))).status).toBe(200);
});
