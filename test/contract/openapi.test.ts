import type { Stack } from '@ridgeline/stack/stack';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAgent } from '../support/agent.ts';
import { contractFault, exampleAddress, openapi } from '../support/openapi-answers.ts';
import { startTestStack, temporaryFolder } from '../support/test-stack.ts';

let stack: Stack;
let home: Awaited<ReturnType<typeof temporaryFolder>>;
/** Values for the path parameters: a run, its device. */
const known: Record<string, string> = {};

beforeAll(async () => {
  home = await temporaryFolder();
  stack = await startTestStack();
  const result = await runAgent(home.path, [
    ...[
      'run',
      '--preset',
      'quick',
      '--backend',
      'gpujs-cpu',
      '--kernel',
      'triad',
      '--kernel',
      'matmul',
    ],
    ...['--submit', '--api', String(stack.url)],
  ]);
  expect(result.exitCode).toBe(0);
  const page = await (await fetch(new URL('/v1/submissions', stack.url))).json();
  const [first] = (page as { submissions: { id: string; devices: { slug: string }[] }[] })
    .submissions;
  known.id = first?.id ?? '';
  known.slug = first?.devices[0]?.slug ?? '';
});

afterAll(async () => {
  await stack?.stop();
  await home?.remove();
});

const reads = Object.entries(openapi.paths).flatMap(([path, { get }]) =>
  get === undefined || path.includes('{format}') ? [] : [[path, get] as const],
);

describe('every answer follows openapi.json', () => {
  test('it is OpenAPI 3.1 and served as committed', async () => {
    expect(openapi.openapi).toMatch(/^3\.1\./);
    expect(await (await fetch(new URL('/openapi.json', stack.url))).json()).toEqual(openapi);
  });

  test.each(reads)('GET %s', async (path, read) => {
    const url = new URL(exampleAddress(path, read, known), stack.url);
    const answer = await fetch(url);
    expect(answer.status, `${url}: ${await answer.clone().text()}`).toBe(200);
    expect(answer.headers.get('ratelimit')).toMatch(/^"reads";r=\d+;t=\d+$/);
    expect(await contractFault(path, 'get', answer)).toBeUndefined();
  });

  test.each(reads)('GET %s with an unknown parameter is a 400 problem', async (path, read) => {
    const url = new URL(exampleAddress(path, read, known), stack.url);
    url.searchParams.set('no-such-parameter', '1');
    const answer = await fetch(url);
    expect(answer.status).toBe(400);
    expect(await contractFault(path, 'get', answer)).toBeUndefined();
  });

  test('refused submissions are problems that openapi.json names', async () => {
    const key = '01890000-0000-7000-8000-000000000000';
    const json = { 'content-type': 'application/json', 'idempotency-key': key };
    const cases: [number, string, Record<string, string>][] = [
      [400, '{', json],
      [400, '{"a":1,"a":2}', json],
      [400, '{}', { 'content-type': 'application/json' }],
      [413, ' '.repeat(65_537), json],
      [415, '{}', { ...json, 'content-type': 'text/plain' }],
      [422, '{}', json],
    ];
    for (const [status, body, headers] of cases) {
      const answer = await fetch(new URL('/v1/submissions', stack.url), {
        method: 'POST',
        headers,
        body,
      });
      expect(answer.status, body.slice(0, 40)).toBe(status);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await contractFault('/v1/submissions', 'post', answer)).toBeUndefined();
    }
  });

  test('an unknown address and a wrong method are problems', async () => {
    const missing = await fetch(new URL('/v1/nothing-here', stack.url));
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-type')).toContain('application/problem+json');
    const wrong = await fetch(new URL('/v1/leaderboard', stack.url), { method: 'PUT' });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toContain('GET');
  });
});
