import { expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { createServices } from '../services/create-services.ts';

const store = {
  DATABASE_URL: 'postgresql://nobody:nothing@127.0.0.1:9/none',
  NEON_FETCH_ENDPOINT: 'http://127.0.0.1:9/sql',
};

const limited = (variables: object) =>
  createApp(createServices({ ...store, READS_PER_MINUTE: 3, WRITES_PER_MINUTE: 1, ...variables }));

const remaining = (answer: Response) =>
  Number(/^"reads";r=(\d+);t=\d+$/.exec(answer.headers.get('ratelimit') ?? '')?.[1]);

test('what is left is announced with each answer, and what is too much is a 429', async () => {
  const app = limited({});
  const first = await app.request('/v1/kernels');
  expect(first.headers.get('ratelimit-policy')).toBe('"reads";q=3;w=60');
  expect(remaining(first)).toBe(2);
  const etag = first.headers.get('etag') ?? '';
  const unchanged = await app.request('/v1/kernels', { headers: { 'if-none-match': etag } });
  expect([unchanged.status, remaining(unchanged)]).toEqual([304, 1]);
  const missing = await app.request('/v1/nothing');
  expect([missing.status, remaining(missing)]).toEqual([404, 0]);
  const refused = await app.request('/v1/kernels');
  expect([refused.status, remaining(refused)]).toEqual([429, 0]);
  expect(refused.headers.get('content-type')).toBe('application/problem+json');
  const retryAfter = Number(refused.headers.get('retry-after'));
  expect(retryAfter).toBeGreaterThan(0);
  expect(retryAfter).toBeLessThanOrEqual(60);
  // Writes are counted by themselves.
  expect((await app.request('/v1/submissions', { method: 'POST' })).status).toBe(415);
  expect((await app.request('/v1/submissions', { method: 'POST' })).status).toBe(429);
});

test('an address that anybody could forge gives no budget of its own', async () => {
  const app = limited({});
  const statuses: number[] = [];
  for (const host of [1, 2, 3, 4]) {
    const headers = { 'cf-connecting-ip': `192.0.2.${host}`, 'x-forwarded-for': `192.0.2.${host}` };
    statuses.push((await app.request('/v1/kernels', { headers })).status);
  }
  expect(statuses).toEqual([200, 200, 200, 429]);
});

test('behind a proxy each address has its own budget, and those who name none share one', async () => {
  const app = limited({ CLIENT_ADDRESS_HEADER: 'CF-Connecting-IP' });
  const ask = (address: string) =>
    app.request('/v1/kernels', { headers: { 'cf-connecting-ip': address } });
  for (let count = 0; count < 3; count++) await ask('192.0.2.1');
  expect((await ask('192.0.2.1')).status).toBe(429);
  expect(remaining(await ask('192.0.2.2'))).toBe(2);
  for (const status of [200, 200, 200, 429]) {
    expect((await app.request('/v1/kernels')).status).toBe(status);
  }
});

test('answers vary by encoding, and their tags are weak, since encodings share them', async () => {
  const answer = await limited({}).request('/v1/kernels');
  expect(answer.headers.get('etag')).toMatch(/^W\/"/);
  expect(answer.headers.get('vary')).toContain('Accept-Encoding');
});
