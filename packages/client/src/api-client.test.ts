import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { ApiClient } from './api-client.ts';
import { ApiProblem, ApiUnavailable } from './api-errors.ts';

const id = '01890000-0000-7000-8000-000000000001';
const body = new TextEncoder().encode('{"a": 1.0}');
const receipt = {
  id,
  status: 'accepted',
  tier: 'T0',
  reasons: [],
  receivedAt: '2026-11-01T00:00:00Z',
  url: `/v1/submissions/${id}`,
};
const refusal = {
  type: '/problems/invalid-submission',
  title: 'The submission is not valid',
  status: 422,
  detail: 'A rate does not follow from its samples.',
  instance: 'request-1',
  remedy: 'Send the run as the agent wrote it.',
};

type Answer = (response: ServerResponse) => void;

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server that gives these answers in turn, the last one for ever, and keeps what it was sent. */
async function startServer(
  answers: readonly Answer[],
): Promise<{ client: ApiClient; requests: { key: unknown; body: string }[] }> {
  const requests: { key: unknown; body: string }[] = [];
  server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    const text = Buffer.concat(chunks).toString();
    requests.push({ key: request.headers['idempotency-key'], body: text });
    answer?.(response);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { client: new ApiClient({ baseUrl: `http://127.0.0.1:${port}` }), requests };
}

const json =
  (status: number, document: unknown, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(document));
  };
const html =
  (status: number): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
  };
const hangUp: Answer = (response) => response.destroy();
const cutShort: Answer = (response) => {
  response.writeHead(201, { 'content-type': 'application/json', 'content-length': '999' });
  response.write('{"id"');
  setTimeout(() => response.destroy(), 20);
};

const policy = { timeoutSeconds: 20 };

test('what passes is tried again with the same key and bytes until it is acknowledged', async () => {
  const answers = [
    hangUp,
    html(502),
    json(503, { ...refusal, status: 503 }, { 'retry-after': '0' }),
    cutShort,
    json(201, receipt),
  ];
  const { client, requests } = await startServer(answers);
  const waits: number[] = [];
  const onRetry = (wait: number): void => void waits.push(wait);
  const acknowledged = await client.submit(body, id, {}, { ...policy, onRetry });
  expect(acknowledged).toEqual({ receipt, isReplay: false });
  expect(requests).toEqual(answers.map(() => ({ key: id, body: '{"a": 1.0}' })));
  expect(waits).toHaveLength(4);
  expect(waits[2]).toBe(0);
}, 30_000);

test('a stored answer is a replay', async () => {
  const { client } = await startServer([json(200, receipt)]);
  expect((await client.submit(body, id, {}, policy)).isReplay).toBe(true);
});

test('a refusal is not tried again and says why', async () => {
  for (const status of [400, 401, 413, 415, 422]) {
    const { client, requests } = await startServer([json(status, { ...refusal, status })]);
    const failed = client.submit(body, id, {}, policy);
    await expect(failed).rejects.toThrow(ApiProblem);
    await expect(failed).rejects.toThrow(refusal.detail);
    expect(requests).toHaveLength(1);
    server?.close();
  }
});

test("a page that is not the API's, or another run's receipt, is no acknowledgement", async () => {
  const other = { ...receipt, id: '01890000-0000-7000-8000-000000000002' };
  for (const answer of [html(200), json(200, {}), json(201, other)]) {
    const { client, requests } = await startServer([answer]);
    await expect(client.submit(body, id, {}, policy)).rejects.toThrow(ApiUnavailable);
    expect(requests).toHaveLength(1);
    server?.close();
  }
});

test('an internal fault is given three tries', async () => {
  const { client, requests } = await startServer([html(500)]);
  await expect(client.submit(body, id, {}, policy)).rejects.toThrow('500');
  expect(requests).toHaveLength(3);
}, 30_000);

test('time runs out: no further try begins after the deadline, nor where Retry-After lies beyond', async () => {
  const later = json(429, { ...refusal, status: 429 }, { 'retry-after': '3600' });
  const { client, requests } = await startServer([later]);
  await expect(client.submit(body, id, {}, policy)).rejects.toThrow(refusal.detail);
  expect(requests).toHaveLength(1);
});

test('the caller can stop a submission that waits', async () => {
  const { client } = await startServer([hangUp]);
  const stop = new AbortController();
  const onRetry = (): void => stop.abort();
  const failed = client.submit(body, id, {}, { ...policy, signal: stop.signal, onRetry });
  await expect(failed).rejects.toThrow('abort');
});

test('an answer of another shape is an error of the API, not of the caller', async () => {
  const { client } = await startServer([json(200, { submissions: 'none' })]);
  await expect(client.submissions().next()).rejects.toThrow(ApiUnavailable);
});

const freshChallenge = {
  id,
  token: 'sealed.token',
  seed: '0123456789abcdef',
  kind: 'product-f32',
  rows: 256,
  repetitions: 2,
  issuedAt: '2026-11-01T00:00:00Z',
  expiresAt: '2026-11-01T00:15:00Z',
};

test('a challenge is asked for again after a passing fault', async () => {
  const { client, requests } = await startServer([html(503), json(201, freshChallenge)]);
  const request = '{"kind":"product-f32"}';
  expect(await client.challenge(request, {}, policy)).toEqual(freshChallenge);
  expect(requests.map(({ body: sent }) => sent)).toEqual([request, request]);
});

test('a commitment whose challenge is used is not sent again: its rows are drawn for good', async () => {
  const used = { ...refusal, type: '/problems/challenge-used', status: 409 };
  const { client, requests } = await startServer([json(409, used)]);
  await expect(client.commit('{}', {}, policy)).rejects.toThrow(ApiProblem);
  expect(requests).toHaveLength(1);
});
