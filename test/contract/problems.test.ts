import { createHash } from 'node:crypto';
import type { Commitment } from '@ridgeline/schema/challenge';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modestRun } from '../api/modest-run.ts';
import {
  askChallenge,
  commitTo,
  honestAnswer,
  openPicks,
  proveFigure,
  runPass,
  startClock,
} from '../api/prover.ts';
import { newOwner, type Owner, sendSubmission, signedHeaders } from '../api/signing.ts';
import { type Api, startApi } from '../api/start-api.ts';
import {
  contractFault,
  exampleAddress,
  operations,
  problemsOf,
} from '../support/openapi-answers.ts';

/** What no request brings about by itself; other tests meet most of them. */
const accidents = [
  'internal',
  'rate-limited',
  'request-timeout',
  'storage-unavailable',
  'submission-in-flight',
];

const token = 'a-token-of-the-maintainer';
type Each = (typeof operations)[number];

let api: Api;
/** `method path problem` of every answer that was a problem. */
const met = new Set<string>();

beforeAll(async () => {
  const MAINTAINER_TOKEN_SHA256 = createHash('sha256').update(token).digest('hex');
  api = await startApi({ MAINTAINER_TOKEN_SHA256 });
  await api.workers.runScheduled('ridgeline-api');
});

afterAll(async () => {
  await api?.stop();
});

async function expectProblem(name: string, problem: string, answer: Response): Promise<void> {
  const [method = '', path = ''] = name.split(' ');
  expect(await contractFault(path, method, answer.clone())).toBeUndefined();
  const { type } = (await answer.json()) as { type: string };
  expect(type, name).toBe(`/docs/problems/${problem}`);
  met.add(`${name} ${problem}`);
}

function exampleBody({ operation }: Each): string | undefined {
  const example = operation.requestBody?.content['application/json']?.example;
  return example === undefined ? undefined : JSON.stringify(example);
}

interface Change {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request that the route takes, but for what is changed in it. */
function ask(each: Each, change: Change = {}, search = '', path = each.path): Promise<Response> {
  const url = new URL(exampleAddress(path, each.operation, {}), api.url);
  const method = change.method ?? each.method.toUpperCase();
  const body = change.body ?? exampleBody(each);
  const isMaintainers = each.operation['x-access'] === 'maintainer';
  return fetch(`${url}${url.search === '' ? '?' : '&'}${search}`, {
    method,
    headers: {
      ...(isMaintainers ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      'idempotency-key': '01890000-0000-7000-8000-000000000000',
      ...change.headers,
    },
    ...(body === undefined || method === 'GET' ? {} : { body }),
  });
}

const named = (problem: string) =>
  operations.filter(({ operation }) => problemsOf(operation).includes(problem));

describe('what follows from what a route is', () => {
  test.each(operations)('$name: address and method', async (each) => {
    const { name, path } = each;
    await expectProblem(name, 'invalid-query', await ask(each, {}, 'no-such-parameter=1'));
    await expectProblem(name, 'uri-too-long', await ask(each, {}, 'x'.repeat(9000)));
    await expectProblem(name, 'method-not-allowed', await ask(each, { method: 'PATCH' }));
    if (!path.includes('{')) return;
    const nowhere = path.replaceAll(/\{\w+\}/g, '!');
    await expectProblem(name, 'not-found', await ask(each, {}, '', nowhere));
  });

  test.each(named('invalid-cursor'))('$name: cursor', async (each) => {
    await expectProblem(each.name, 'invalid-cursor', await ask(each, {}, 'cursor=abc.def'));
  });

  const keys = Array.from({ length: 300 }, (_, index) => `"${index}":0`);
  const bodies: readonly (readonly [string, string])[] = [
    ['invalid-json', '{'],
    ['json-too-deep', `${'['.repeat(13)}${']'.repeat(13)}`],
    ['json-duplicate-key', '{"a":1,"a":2}'],
    ['json-too-many-keys', `{${keys}}`],
    ['string-not-allowed', '{"a":"\\u001b[2J"}'],
    ['schema-violation', '[]'],
    ['body-too-large', ' '.repeat(65_537)],
  ];
  test.each(named('invalid-json'))('$name: body', async (each) => {
    for (const [problem, body] of bodies) {
      await expectProblem(each.name, problem, await ask(each, { body }));
    }
    const text = await ask(each, { headers: { 'content-type': 'text/plain' } });
    await expectProblem(each.name, 'unsupported-media-type', text);
  });

  test.each(named('signature-missing'))('$name: no signature', async (each) => {
    await expectProblem(each.name, 'signature-missing', await ask(each));
  });

  test.each(named('signature-invalid'))('$name: wrong signature', async (each) => {
    const headers = signedHeaders(newOwner(), 'something else');
    await expectProblem(each.name, 'signature-invalid', await ask(each, { headers }));
  });

  test.each(named('unauthorized'))('$name: token', async (each) => {
    const without = await ask(each, { headers: { authorization: '' } });
    await expectProblem(each.name, 'unauthorized', without);
    const another = await ask(each, { headers: { authorization: 'Bearer 0123456789abcdef0123' } });
    await expectProblem(each.name, 'forbidden', another);
  });
});

describe('what a route names itself', () => {
  const get = (path: string, headers = {}) => fetch(new URL(path, api.url), { headers });

  test('nothing of this name, nothing in this range', async () => {
    const [prediction, comparison, file] = [
      await get('/v1/predictions?device=nothing'),
      await get('/v1/compare?devices=nothing'),
      await get('/v1/exports/board.csv', { range: 'bytes=99999999-' }),
    ];
    await expectProblem('get /v1/predictions', 'not-found', prediction);
    await expectProblem('get /v1/compare', 'not-found', comparison);
    await expectProblem('get /v1/exports/{name}.{format}', 'range-not-satisfiable', file);
  });

  function submit(body: string, headers: Record<string, string>): Promise<Response> {
    const type = { 'content-type': 'application/json' };
    return fetch(new URL('/v1/submissions', api.url), {
      method: 'POST',
      headers: { ...type, ...headers },
      body,
    });
  }
  const refused = (problem: string, answer: Response) =>
    expectProblem('post /v1/submissions', problem, answer);

  test('submissions under no key, a wrong key and the key of another', async () => {
    const run = modestRun(2e5);
    const body = JSON.stringify(run);
    await sendSubmission(api.url, run);
    const other = modestRun(2e5).run.id;
    await refused('idempotency-key-missing', await submit(body, {}));
    await refused('idempotency-key-invalid', await submit(body, { 'idempotency-key': 'one' }));
    await refused('duplicate-submission', await submit(body, { 'idempotency-key': other }));
    const changed = { ...run, run: { ...run.run, agentVersion: '9.9.9' } };
    await refused('idempotency-key-reused', await sendSubmission(api.url, changed));
  });

  test('submissions that contradict themselves', async () => {
    const run = modestRun(2e5);
    const [measurement] = run.measurements;
    const impossible = { ...measurement, computeFlopsPerSecond: 1e12 };
    const changed = { ...run, measurements: [impossible, ...run.measurements.slice(1)] };
    const answer = await sendSubmission(api.url, changed as typeof run);
    await refused('inconsistent-metrics', answer);
  });

  const remove = (owner: Owner, path: string, name: string, purpose: string) =>
    fetch(new URL(`${path}/${name}`, api.url), {
      method: 'DELETE',
      headers: signedHeaders(owner, name, purpose),
    });

  test('submissions that were erased, or whose key was revoked', async () => {
    const owner = newOwner();
    const run = modestRun(2e5);
    await sendSubmission(api.url, run, owner);
    await remove(owner, '/v1/submissions', run.run.id, 'ridgeline-erase-v1');
    await refused('erased', await sendSubmission(api.url, run, owner));
    const raw = Buffer.from(owner.publicKey, 'base64url');
    const name = createHash('sha256').update(raw).digest('hex').slice(0, 32);
    const stranger = await remove(newOwner(), '/v1/keys', name, 'ridgeline-revoke-v1');
    await expectProblem('delete /v1/keys/{owner}', 'forbidden', stranger);
    await remove(owner, '/v1/keys', name, 'ridgeline-revoke-v1');
    await refused('key-revoked', await sendSubmission(api.url, modestRun(2e5), owner));
  });

  test('challenges of another, changed ones, used ones, unknown ones', async () => {
    const owner = newOwner();
    const run = modestRun(2e5);
    const claim = { kind: 'product-f32', unitsPerSecond: 2e5, run, path: 'cpu0-wasm' };
    const challenge = await askChallenge(api.url, owner, claim);
    const begin = (root?: string) => startClock(api.url, challenge.issued.token, root);
    const { token: sealed, ...pass } = await runPass(challenge, begin, honestAnswer(challenge));
    const request = { runId: run.run.id, path: claim.path, root: pass.root };
    const changed = await fetch(new URL('/v1/starts', api.url), {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ token: `${challenge.issued.token}x` }),
    });
    await expectProblem('post /v1/starts', 'challenge-invalid', changed);
    const commit = (by: Owner, given: string) =>
      commitTo(api.url, by, { token: given, ...request });
    const refusedAs = async (problem: string, answer: Promise<Response>) =>
      expectProblem('post /v1/commitments', problem, await answer);
    await refusedAs('challenge-key-mismatch', commit(newOwner(), sealed));
    await refusedAs('challenge-invalid', commit(owner, `${sealed}x`));
    const committed = (await (await commit(owner, sealed)).json()) as Commitment;
    await refusedAs('challenge-used', commit(owner, sealed));
    const refusedProof = async (problem: string, by: Owner, of: Commitment = committed) =>
      expectProblem('post /v1/proofs', problem, await openPicks(api.url, by, of, pass));
    await refusedProof('challenge-key-mismatch', newOwner());
    const swapped = { ...committed, picks: committed.picks.toReversed() };
    await refusedProof('proof-not-committed', owner, swapped);
    await openPicks(api.url, owner, committed, pass);
    await refusedProof('challenge-used', owner);
    await refusedProof('not-found', owner, { ...committed, challengeId: request.runId });
    for (let pass = 0; pass < 2; pass++) await proveFigure(api.url, owner, claim);
    const fourth = await askChallenge(api.url, owner, claim);
    const { token: one } = await startClock(api.url, fourth.issued.token);
    await refusedAs('too-many-commitments', commit(owner, one));
  });
});

test('every problem that the contract names was met, but for accidents', () => {
  const promised = operations.flatMap(({ name, operation }) =>
    problemsOf(operation)
      .filter((problem) => !accidents.includes(problem))
      .map((problem) => `${name} ${problem}`),
  );
  expect(promised.filter((each) => !met.has(each))).toEqual([]);
});
