/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderTexts } from '../scripts/render-prose.ts';
import { createApp } from './app.tsx';
import type { Env } from './env.ts';
import { pages } from './routes/pages.ts';

const contentFolder = `${import.meta.dirname}/content`;
const texts = renderTexts(
  Object.fromEntries(
    readdirSync(contentFolder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => [name, readFileSync(`${contentFolder}/${name}`, 'utf8')]),
  ),
);
const app = createApp({ script: '/static/site.js', style: '/static/site.css', texts });

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

test('search engines are told of addresses that pages answer, and of no others', async () => {
  const map = await (await app.request('https://ridgeline.example/sitemap.xml', {}, down)).text();
  const addresses = [...map.matchAll(/<loc>https:\/\/ridgeline\.example([^<]+)<\/loc>/g)].map(
    ([, address = '']) => address,
  );
  expect(addresses).toEqual(
    expect.arrayContaining(['/', '/methodology', '/devices/nvidia-geforce-rtx-4090']),
  );
  const patterns = pages.map(({ path }) => new RegExp(`^${path.replace(/:\w+/, '[^/]+')}$`));
  const strays = addresses.filter((address) => !patterns.some((each) => each.test(address)));
  expect(strays).toEqual([]);
  const robots = await app.request('https://ridgeline.example/robots.txt', {}, down);
  expect(await robots.text()).toContain('Sitemap: https://ridgeline.example/sitemap.xml');
});

test('the header and the footer link to every page that says so', async () => {
  const html = await (await app.request('/glossary', {}, down)).text();
  const [, header = '', footer = ''] =
    /<header class="site-header">(.*)<\/header>.*<footer[^>]*>(.*)<\/footer>/s.exec(html) ?? [];
  for (const { nav, path, title } of pages) {
    const link = new RegExp(`<a href="${path}"[^>]*>${title}</a>`);
    expect(link.test(header), path).toBe(nav.some((place) => place === 'header'));
    expect(link.test(footer), path).toBe(nav.some((place) => place === 'footer'));
  }
});

test('the address of the visitor goes on to the API, where a proxy names it, and nothing else does', async () => {
  const seen: Headers[] = [];
  const bound = env((request) => {
    seen.push(request.headers);
    return Response.json({});
  });
  const headers = { 'cf-connecting-ip': '192.0.2.7', cookie: 'a=b', authorization: 'Bearer x' };
  await app.request('/', { headers }, { ...bound, CLIENT_ADDRESS_HEADER: 'CF-Connecting-IP' });
  await app.request('/', { headers }, bound);
  const addresses = seen.map((each) => each.get('cf-connecting-ip'));
  expect([addresses.at(0), addresses.at(-1)]).toEqual(['192.0.2.7', null]);
  expect(seen.some((each) => each.has('cookie') || each.has('authorization'))).toBe(false);
});
