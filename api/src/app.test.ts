import { readdir, readFile } from 'node:fs/promises';
import { exampleSubmission } from '@ridgeline/schema/example-submission';
import { problemTypes } from '@ridgeline/schema/problem';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { createApp } from './app.ts';
import { openapiDocument } from './openapi-document.ts';
import type { Route } from './routes/route.ts';
import { routes } from './routes/routes.ts';
import { createServices } from './services/create-services.ts';

/** A store that nobody serves: the connection is refused, as in an outage. */
const app = createApp(
  createServices({
    DATABASE_URL: 'postgresql://nobody:nothing@127.0.0.1:9/none',
    NEON_FETCH_ENDPOINT: 'http://127.0.0.1:9/sql',
  }),
);

function exampleOf(schema: z.ZodType): string | undefined {
  const { example } = schema.meta() ?? {};
  return example === undefined ? undefined : String(example);
}

/** The address of a route with the examples that it gives for what it requires. */
function exampleAddress({ params, path, query }: Route): string {
  const required = Object.entries(query.shape).filter(
    ([, schema]) => !schema.safeParse(undefined).success,
  );
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    String(exampleOf(params.shape[name] ?? query)),
  );
  const search = new URLSearchParams(
    Object.fromEntries(required.map(([name, schema]) => [name, String(exampleOf(schema))])),
  );
  return search.size === 0 ? filled : `${filled}?${search}`;
}

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

  test('what a route requires has an example, and each example is accepted', () => {
    for (const { body, id, params, query } of routes) {
      if (body !== undefined) expect(body.schema.safeParse(body.example).error, id).toBeUndefined();
      for (const [name, schema] of Object.entries({ ...params.shape, ...query.shape })) {
        const example = exampleOf(schema);
        const isRequired = !schema.safeParse(undefined).success;
        if (!isRequired && example === undefined) continue;
        expect(schema.safeParse(example).error, `${id} ${name}`).toBeUndefined();
      }
    }
  });

  test('the parameters of a path are those in its braces', () => {
    for (const { params, path } of routes) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(params.shape).sort(), path).toEqual(named.sort());
    }
  });

  test('each file of a route is in the list', async () => {
    const files = await readdir(new URL('./routes/', import.meta.url));
    const ofRoutes = files.filter((name) => /^(get|list|post|delete)-.*(?<!test)\.ts$/.test(name));
    const named = routes.map(({ id }) => `${id.replaceAll(/[A-Z]/g, '-$&').toLowerCase()}.ts`);
    expect(named.sort()).toEqual(ofRoutes.sort());
  });

  test('every kind of problem is one that some route names', () => {
    const named = new Set(routes.flatMap(({ problemIds }) => [...problemIds]));
    expect(problemTypes.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
  });
});

describe('every route', () => {
  test.each(routes.filter(({ method }) => method === 'GET'))(
    '$path refuses an unknown parameter and a wrong method',
    async (route) => {
      const [filled = ''] = exampleAddress(route).split('?');
      const unknown = await app.request(`${filled}?no-such=1`);
      expect(unknown.status).toBe(400);
      expect(await problemOf(unknown)).toBe('invalid-query');
      const wrong = await app.request(filled, { method: 'PATCH' });
      expect(wrong.status).toBe(405);
      expect(wrong.headers.get('allow')).toContain('GET');
    },
  );

  const closedParameters = routes.flatMap((route) =>
    Object.entries(route.query.shape)
      .filter(([, schema]) => !schema.safeParse('!').success)
      .map(([name]) => ({ ...route, name })),
  );
  test('the filters that the design names are closed, but for free text', () => {
    const filters = ['backend', 'kind', 'memory', 'os', 'price', 'tier'];
    const ofBoard = closedParameters.flatMap(({ id, name }) =>
      id === 'getLeaderboard' ? name : [],
    );
    expect(ofBoard).toEqual(expect.arrayContaining(filters));
  });

  test.each(closedParameters)(
    '$path?$name= with a value that is not allowed says where',
    async ({ name, ...route }) => {
      const [filled] = exampleAddress(route).split('?');
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
  const strangers: readonly [string, Record<string, string>][] = [
    ['anonymous', {}],
    ['a wrong token', { authorization: 'Bearer 0123456789abcdef0123' }],
    ['another scheme', { authorization: 'Basic bWFpbnRhaW5lcjpwYXNzd29yZA==' }],
  ];
  const closedWith = {
    public: undefined,
    signed: 'signature-missing',
    owner: 'signature-missing',
    maintainer: 'unauthorized',
  };

  test.each(
    routes.flatMap((route) => strangers.map(([role, headers]) => ({ ...route, role, headers }))),
  )('$method $path, $role: closed exactly as it says ($access)', async ({ headers, ...route }) => {
    const { access, body, method } = route;
    const answer = await app.request(exampleAddress(route), {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body.example) }),
    });
    const problem = answer.ok ? undefined : await problemOf(answer);
    const closing = ['unauthorized', 'forbidden', 'signature-missing'];
    expect(closing.find((id) => id === problem)).toBe(closedWith[access]);
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

  test.each(routes.filter(({ method }) => method === 'GET'))(
    '$path is a 503 if it says that it asks the store, and answers otherwise',
    async (route) => {
      const answer = await app.request(exampleAddress(route));
      const isAsking = route.problemIds.has('storage-unavailable');
      // Nothing was dumped either, so that there is no file to send.
      expect(answer.status).toBe(isAsking ? 503 : route.id === 'getExport' ? 404 : 200);
    },
  );
});
