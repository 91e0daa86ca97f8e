import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exampleSubmission } from '@ridgeline/schema/example-submission';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createApp } from './app.ts';
import { createServices } from './services/create-services.ts';

/** How the store behaves: the wire of Neon's driver, spoken by a server that can be told to fail. */
let behave: (response: ServerResponse) => void;
let server: Server;
let app: ReturnType<typeof createApp>;

const json = (status: number, body: unknown) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};
const silent = () => undefined;
const boardFields = [
  { name: 'horizon', dataTypeID: 25 },
  { name: 'rows', dataTypeID: 114 },
];
const emptyBoard = json(200, { rows: [['0', '[]']], fields: boardFields, rowAsArray: true });

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on('end', () => behave(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  const { port } = server.address() as AddressInfo;
  app = createApp(
    createServices({
      DATABASE_URL: 'postgresql://nobody:nothing@127.0.0.1:9/none',
      NEON_FETCH_ENDPOINT: `http://127.0.0.1:${port}/sql`,
    }),
  );
});

function submit(): Promise<Response> {
  return Promise.resolve(
    app.request('/v1/submissions', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': exampleSubmission.run.id,
      },
      body: JSON.stringify(exampleSubmission),
    }),
  );
}

async function expectUnavailable(answer: Response): Promise<void> {
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(await answer.json()).toMatchObject({ type: '/docs/problems/storage-unavailable' });
}

describe('a store that says nothing', () => {
  test('is told by /healthz within five seconds', async () => {
    behave = silent;
    const began = performance.now();
    await expectUnavailable(await app.request('/healthz'));
    expect(performance.now() - began).toBeLessThan(5000);
  });

  test('holds no request for longer than ten seconds', { timeout: 15_000 }, async () => {
    behave = silent;
    const began = performance.now();
    const answers = await Promise.all([
      submit(),
      app.request('/v1/leaderboard'),
      app.request('/v1/submissions'),
    ]);
    for (const answer of answers) await expectUnavailable(answer);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test('that stops in the middle of its answer is the same', { timeout: 15_000 }, async () => {
    behave = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"rows":[[');
    };
    await expectUnavailable(await app.request('/healthz'));
  });
});

describe('a garbled answer is a 503, never a 500', () => {
  test.each([
    ['HTML with status 200', json(200, '<html>captive portal</html>')],
    ['nothing', json(200, '')],
    ['JSON of something else', json(200, { hello: 'world' })],
    ['rows that are none', json(200, { rows: ['x'], fields: [] })],
    ['rows of another width', json(200, { rows: [['x', 'y']], fields: [{ name: 'a' }] })],
    ['a refusal without a code', json(400, { message: 'no' })],
    ['a refusal in HTML', json(400, '<html>')],
    ['a proxy error', json(502, '<html>bad gateway</html>')],
  ])('%s', async (_, behaviour) => {
    behave = behaviour;
    await expectUnavailable(await app.request('/v1/leaderboard'));
    await expectUnavailable(await app.request('/v1/submissions'));
  });
});

test.each([
  ['no row where one is certain', []],
  ['a row that cannot be read', [['0', '[{']]],
  ['something else than rows', [['0', '"text"']]],
])('%s is a 503 too', async (_, rows) => {
  behave = json(200, { rows, fields: boardFields, rowAsArray: true });
  await expectUnavailable(await app.request('/v1/leaderboard'));
});

test('an error that nobody expected is logged by its code, without what was submitted', async () => {
  const logged = vi.spyOn(console, 'error').mockReturnValue();
  behave = json(400, {
    message: `invalid input: "${exampleSubmission.devices[0]?.name}"`,
    code: '42P01',
    table: 'submissions',
    detail: JSON.stringify(exampleSubmission),
  });
  expect((await submit()).status).toBe(500);
  const text = logged.mock.calls.flat().join('\n');
  logged.mockRestore();
  expect(text).toContain('insertSubmission: code 42P01, table submissions');
  expect(text).not.toContain(exampleSubmission.devices[0]?.name);
  expect(text).not.toContain(exampleSubmission.run.id);
  expect(text).not.toContain('postgresql://');
});

test('while the store is gone the board is served as it was, with its age', async () => {
  behave = emptyBoard;
  const fresh = await app.request('/v1/leaderboard?limit=3');
  expect([fresh.status, fresh.headers.get('age')]).toEqual([200, null]);
  expect(fresh.headers.get('cache-control')).toContain('stale-if-error=86400');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  behave = json(502, 'gone');
  for (const path of ['/v1/leaderboard?limit=3', '/v1/devices', '/v1/advice']) {
    const stale = await app.request(path);
    expect(stale.status, path).toBe(200);
    expect(Number(stale.headers.get('age')), path).toBeGreaterThanOrEqual(1);
    expect(stale.headers.get('cache-status')).toMatch(
      /^ridgeline; hit; ttl=-\d+; detail=storage-unavailable$/,
    );
  }
  // What was never read cannot be served.
  await expectUnavailable(await app.request('/v1/submissions'));
});

test('a store that falls silent costs a reader of the board seconds, and the next ones nothing', async () => {
  behave = emptyBoard;
  await app.request('/v1/leaderboard');
  await new Promise((resolve) => setTimeout(resolve, 1100));
  behave = silent;
  const began = performance.now();
  expect((await app.request('/v1/leaderboard')).status).toBe(200);
  expect(performance.now() - began).toBeLessThan(4500);
  const then = performance.now();
  expect((await app.request('/v1/leaderboard')).headers.has('age')).toBe(true);
  expect(performance.now() - then).toBeLessThan(500);
});
