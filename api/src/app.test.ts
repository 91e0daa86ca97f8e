import { readdir, readFile } from 'node:fs/promises';
import { exampleSubmission } from '@ridgeline/schema/example-submission';
import { describe, expect, test } from 'vitest';
import { createApp } from './app.ts';
import { openapiDocument } from './openapi-document.ts';
import { routes } from './routes/routes.ts';
import { createServices } from './services/create-services.ts';

/** A store that nobody serves: the connection is refused, as in an outage. */
const app = createApp(
  createServices({
    DATABASE_URL: 'postgresql://nobody:nothing@127.0.0.1:9/none',
    NEON_FETCH_ENDPOINT: 'http://127.0.0.1:9/sql',
  }),
);

async function problemOf(answer: Response): Promise<string> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const body = (await answer.json()) as { type: string; status: number; instance: string };
  expect(body.status).toBe(answer.status);
  expect(body.instance).toBe(answer.headers.get('x-request-id'));
  return body.type.split('/').at(-1) ?? '';
}

function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  return app.request('/v1/submissions', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': exampleSubmission.run.id,
      ...headers,
    },
    body,
  });
}

describe('contract', () => {
  test('openapi.json is what the routes say', async () => {
    const committed = await readFile(new URL('../openapi.json', import.meta.url), 'utf8');
    expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(openapiDocument(routes))));
  });

  test('each example is one that its schema accepts', () => {
    for (const { id, query, requestBody, requestExample } of routes) {
      if (requestExample !== undefined) {
        expect(requestBody?.safeParse(requestExample).error, id).toBeUndefined();
      }
      for (const [name, schema] of Object.entries(query?.shape ?? {})) {
        const { example } = (schema.meta() ?? {}) as { example?: unknown };
        if (example === undefined) continue;
        expect(schema.safeParse(String(example)).error, `${id} ${name}`).toBeUndefined();
      }
    }
  });

  test('each file of a route is in the list', async () => {
    const files = await readdir(new URL('./routes/', import.meta.url));
    const verbs = files.filter((name) => /^(get|list|post|delete)-.*(?<!test)\.ts$/.test(name));
    expect(routes).toHaveLength(verbs.length);
    expect(new Set(routes.map(({ id }) => id)).size).toBe(routes.length);
  });
});

describe('every route', () => {
  test.each(routes.filter(({ method }) => method === 'GET'))(
    '$path refuses an unknown parameter and a wrong method',
    async ({ path }) => {
      const filled = path
        .replace('{id}', exampleSubmission.run.id)
        .replace('{format}', 'csv')
        .replace(/\{\w+\}/, 'x');
      const unknown = await app.request(`${filled}?no-such=1`);
      expect(unknown.status).toBe(400);
      expect(await problemOf(unknown)).toBe('invalid-query');
      const wrong = await app.request(filled, { method: 'PATCH' });
      expect(wrong.status).toBe(405);
      expect(wrong.headers.get('allow')).toContain('GET');
    },
  );

  const closedParameters = routes.flatMap(({ path, query }) =>
    Object.entries(query?.shape ?? {})
      .filter(([, schema]) => !schema.safeParse('!').success)
      .map(([name]) => [path, name] as const),
  );
  test('the filters that the design names are closed, but for free text', () => {
    const filters = ['backend', 'kind', 'memory', 'os', 'price', 'tier'];
    const ofBoard = closedParameters.flatMap(([path, name]) =>
      path === '/v1/leaderboard' ? name : [],
    );
    expect(ofBoard).toEqual(expect.arrayContaining(filters));
  });

  test.each(closedParameters)(
    '%s?%s= with a value that is not allowed says where',
    async (path, name) => {
      const filled = path.replace('{id}', exampleSubmission.run.id).replace(/\{\w+\}/, 'x');
      const answer = await app.request(`${filled}?${name}=!`);
      expect(answer.status).toBe(400);
      const { errors } = (await answer.json()) as { errors: { pointer: string }[] };
      expect(errors.map(({ pointer }) => pointer)).toContain(`/${name}`);
    },
  );

  test('a parameter given twice is refused, an empty one counts as absent', async () => {
    expect((await app.request('/v1/workloads?limit=1&limit=2')).status).toBe(400);
    const answer = await app.request('/v1/workloads?limit=1&model=');
    expect(answer.status).toBe(200);
  });

  test.each([
    '/v1/leaderboard?sort=gflops;drop',
    '/v1/leaderboard?limit=0',
    '/v1/leaderboard?limit=1e2',
    '/v1/leaderboard?kind=tpu',
    '/v1/leaderboard?workload=nothing',
    '/v1/workloads?cursor=abc.def',
  ])('%s is a 400', async (path) => {
    const answer = await app.request(path);
    expect(answer.status).toBe(400);
    expect(await problemOf(answer)).toMatch(/^invalid-(query|cursor)$/);
  });

  test('an overlong address is a 414, an unknown one a 404', async () => {
    expect((await app.request(`/v1?x=${'x'.repeat(9000)}`)).status).toBe(414);
    expect(await problemOf(await app.request('/v1/submissions/../admin'))).toBe('not-found');
  });
});

describe('access', () => {
  const roles: readonly [string, Record<string, string>][] = [
    ['anonymous', {}],
    ['a wrong token', { authorization: 'Bearer 0123456789abcdef0123' }],
    ['another scheme', { authorization: 'Basic bWFpbnRhaW5lcjpwYXNzd29yZA==' }],
  ];
  test.each(
    routes.flatMap((route) => roles.map(([role, headers]) => ({ ...route, role, headers }))),
  )('$method $path, $role: closed exactly where the maintainer decides', async (each) => {
    const path = each.path
      .replace('{id}', exampleSubmission.run.id)
      .replace('{format}', 'csv')
      .replace(/\{\w+\}/, 'x');
    const answer = await app.request(path, { method: each.method, headers: each.headers });
    const body = await answer.text();
    const isClosed = /"type":"[^"]*\/(unauthorized|forbidden)"/.test(body);
    expect(isClosed).toBe(each.access === 'maintainer');
  });
});

describe('pages', () => {
  test('a cursor continues the query it was made for and no other', async () => {
    const first = await app.request('/v1/workloads?limit=2&model=kimi-k2-1t');
    const page = (await first.json()) as { nextCursor: string; workloads: { id: string }[] };
    expect(first.headers.get('link')).toContain('rel="next"');
    const next = await app.request(
      `/v1/workloads?limit=3&model=kimi-k2-1t&cursor=${page.nextCursor}`,
    );
    const more = (await next.json()) as { workloads: { id: string }[] };
    expect(more.workloads).toHaveLength(3);
    const ids = [...page.workloads, ...more.workloads].map(({ id }) => id);
    expect(new Set(ids).size).toBe(5);
    const foreign = await app.request(`/v1/workloads?model=gpt-oss-20b&cursor=${page.nextCursor}`);
    expect(await problemOf(foreign)).toBe('invalid-cursor');
    const edited = page.nextCursor.replace(/^./, (letter) => (letter === 'e' ? 'f' : 'e'));
    const forged = await app.request(`/v1/workloads?model=kimi-k2-1t&cursor=${edited}`);
    expect(await problemOf(forged)).toBe('invalid-cursor');
  });

  test('an unchanged answer is a 304 without a body', async () => {
    const first = await app.request('/v1/kernels');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    const again = await app.request('/v1/kernels', { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  test('reading is open to every origin', async () => {
    const answer = await app.request('/v1/kernels', { headers: { origin: 'https://a.example' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('what is refused before the store is asked', () => {
  const body = JSON.stringify(exampleSubmission);
  const bytes = (text: string) => new Uint8Array(new TextEncoder().encode(text));
  test.each<[number, string, string | Uint8Array<ArrayBuffer>, Record<string, string>]>([
    [400, 'invalid-json', '', {}],
    [400, 'invalid-json', '{"a":1,}', {}],
    [400, 'invalid-json', '\ufeff{}', {}],
    [400, 'invalid-json', new Uint8Array([0x22, 0xc0, 0xaf, 0x22]), {}],
    [400, 'invalid-json', '['.repeat(60_000), {}],
    [400, 'idempotency-key-invalid', body, { 'idempotency-key': 'x'.repeat(300) }],
    [401, 'signature-invalid', body, { 'ridgeline-key': 'abc', 'ridgeline-signature': 'def' }],
    [413, 'body-too-large', bytes(' '.repeat(65_537)), {}],
    [415, 'unsupported-media-type', body, { 'content-type': 'application/json;charset=utf-16' }],
    [415, 'unsupported-media-type', body, { 'content-encoding': 'gzip' }],
    [422, 'schema-violation', '[]', {}],
    [422, 'schema-violation', body.replace('"run"', '"tier":"T4","run"'), {}],
    [422, 'inconsistent-metrics', body.replace('"threads":8', '"threads":99'), {}],
  ])('%i %s', async (status, problem, sent, headers) => {
    const answer = await post(sent, headers);
    expect(answer.status).toBe(status);
    expect(await problemOf(answer)).toBe(problem);
  });

  test('a body of unknown length is cut off at the limit', async () => {
    let pulled = 0;
    const stream = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(16_384).fill(32));
      },
    });
    const answer = await app.request('/v1/submissions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': exampleSubmission.run.id },
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(413);
    expect(pulled).toBeLessThan(20);
  });
});

describe('when the store cannot be reached', () => {
  test('a submission is a 503 that says when to come back', async () => {
    const answer = await post(JSON.stringify(exampleSubmission));
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problemOf(answer)).toBe('storage-unavailable');
  });

  test.each(['/v1/leaderboard', '/v1/submissions', '/healthz'])('%s is a 503', async (path) => {
    expect((await app.request(path)).status).toBe(503);
  });
});
