import { expect, test } from 'vitest';
import { createApp } from './app.tsx';
import type { Env } from './env.ts';
import { pages } from './routes/pages.ts';

const app = createApp({ script: '/static/site.js', style: '/static/site.css' });

/** The service binding as the runtime hands it over, answering with `answer`. */
function env(answer: (request: Request) => Response): Env {
  const fetcher = {
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => answer(new Request(input, init)),
  };
  return { API: fetcher, ASSETS: fetcher } as unknown as Env;
}

const down = env(() => {
  throw new TypeError('the Worker is gone');
});

test('with the API down every page that needs it says so with 503 and when to come back', async () => {
  const answer = await app.request('/', {}, down);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('10');
  expect(await answer.text()).toContain('cannot be reached');
});

test('pages that need no figures stay up with the API down', async () => {
  for (const path of ['/glossary', '/policy', '/data', '/workloads', '/validation']) {
    expect((await app.request(path, {}, down)).status, path).toBe(200);
  }
});

test('a refused filter shows the words of the problem, escaped', async () => {
  const problem = {
    type: '/docs/problems/invalid-query',
    title: 'x',
    status: 400,
    detail: '<b>bad</b>',
    instance: 'request-1',
    remedy: 'y',
  };
  const answer = await app.request(
    '/?kind=x',
    {},
    env(() => Response.json(problem, { status: 400 })),
  );
  const html = await answer.text();
  expect(answer.status).toBe(400);
  expect(html).toContain('&lt;b&gt;bad&lt;/b&gt;');
  expect(html).not.toContain('<b>bad');
});

test('an answer that does not follow the schema is an error of ours, not a page with holes', async () => {
  const answer = await app.request(
    '/',
    {},
    env(() => Response.json({ entries: 'none' })),
  );
  expect(answer.status).toBe(502);
});

test('API addresses are passed on unchanged, with method and body', async () => {
  const answer = await app.request(
    '/v1/submissions?x=1',
    { method: 'POST', body: '{"a":1}', headers: { 'idempotency-key': 'k' } },
    env((request) =>
      Response.json({
        method: request.method,
        url: new URL(request.url).search,
        key: request.headers.get('idempotency-key'),
      }),
    ),
  );
  expect(await answer.json()).toEqual({ method: 'POST', url: '?x=1', key: 'k' });
});

test('every page forbids inline code and foreign sources', async () => {
  const policy = (await app.request('/glossary', {}, down)).headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
});

test('each page has an address of its own', () => {
  const paths = pages.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
});
