import { createHash } from 'node:crypto';
import type { Commitment } from '@ridgeline/schema/challenge';
import type { Submission } from '@ridgeline/schema/submission';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modestRun } from '../api/modest-run.ts';
import {
  askChallenge,
  challengeBody,
  honestAnswer,
  proofBody,
  runPass,
  startClock,
} from '../api/prover.ts';
import { newOwner, type Owner, sendSubmission, signedHeaders } from '../api/signing.ts';
import { type Api, startApi } from '../api/start-api.ts';
import {
  contractFault,
  exampleAddress,
  type Operation,
  openapi,
  operations,
} from '../support/openapi-answers.ts';

const roles = ['anonymous', 'owner', 'stranger', 'maintainer'] as const;
type Role = (typeof roles)[number];

const token = 'a-token-of-the-maintainer';

let api: Api;
/** Run that reads ask for. */
let known: Submission;
/** `method path status` of every answer that was seen. */
const seen = new Set<string>();

beforeAll(async () => {
  const MAINTAINER_TOKEN_SHA256 = createHash('sha256').update(token).digest('hex');
  api = await startApi({ MAINTAINER_TOKEN_SHA256 });
  known = modestRun(2e5);
  await sendSubmission(api.url, known, newOwner());
  await api.workers.runScheduled('ridgeline-api');
});

afterAll(async () => {
  await api?.stop();
});

/** Who asks: how requests about a thing of `owner` are signed by each role. */
function credentials(
  role: Role,
  owner: Owner,
  signed: string,
  purpose?: string,
): Record<string, string> {
  switch (role) {
    case 'anonymous':
      return {};
    case 'owner':
      return signedHeaders(owner, signed, purpose);
    case 'stranger':
      return signedHeaders(newOwner(), signed, purpose);
    case 'maintainer':
      return { authorization: `Bearer ${token}` };
    default:
      return role satisfies never;
  }
}

function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Response> {
  const json = body === undefined ? {} : { 'content-type': 'application/json', body };
  const { body: sent, ...type } = json as { body?: string };
  return fetch(new URL(path, api.url), {
    method,
    headers: { ...type, ...headers },
    ...(sent === undefined ? {} : { body: sent }),
  });
}

async function stored(owner: Owner): Promise<string> {
  const run = modestRun(2e5);
  await sendSubmission(api.url, run, owner);
  return run.run.id;
}

function fingerprint(owner: Owner): string {
  const raw = Buffer.from(owner.publicKey, 'base64url');
  return createHash('sha256').update(raw).digest('hex').slice(0, 32);
}

/** A fresh thing of `owner`, and the request of `role` about it. */
type Write = (role: Role, owner: Owner) => Promise<Response>;

const product = () => ({ kind: 'product-f32', unitsPerSecond: 2e5, run: modestRun(2e5) });

async function commitment(role: Role, owner: Owner) {
  const claim = product();
  const challenge = await askChallenge(api.url, owner, claim);
  const begin = (root?: string) => startClock(api.url, challenge.issued.token, root);
  const { token: started, ...pass } = await runPass(challenge, begin, honestAnswer(challenge));
  const runId = claim.run.run.id;
  const request = { token: started, runId, path: 'cpu0-wasm', root: pass.root };
  const body = JSON.stringify(request);
  const headers = credentials(role, owner, body, 'ridgeline-commit-v1');
  return { pass, answer: await send('POST', '/v1/commitments', headers, body) };
}

/** Every route that changes something. */
const writes: Readonly<Record<string, Write>> = {
  async 'post /v1/submissions'(role, owner) {
    const run = modestRun(2e5);
    const body = JSON.stringify(run);
    const headers = { ...credentials(role, owner, body), 'idempotency-key': run.run.id };
    return send('POST', '/v1/submissions', headers, body);
  },
  async 'delete /v1/submissions/{id}'(role, owner) {
    const id = await stored(owner);
    const headers = credentials(role, owner, id, 'ridgeline-erase-v1');
    return send('DELETE', `/v1/submissions/${id}`, headers);
  },
  async 'post /v1/submissions/{id}/moderation'(role, owner) {
    const id = await stored(owner);
    const decision = { status: 'quarantined', reasons: ['reported'], detail: 'Two reports.' };
    const body = JSON.stringify(decision);
    const headers = credentials(role, owner, body);
    return send('POST', `/v1/submissions/${id}/moderation`, headers, body);
  },
  'post /v1/challenges'(role, owner) {
    const body = challengeBody(product());
    const headers = credentials(role, owner, body, 'ridgeline-challenge-v1');
    return send('POST', '/v1/challenges', headers, body);
  },
  async 'post /v1/starts'(role, owner) {
    const { issued } = await askChallenge(api.url, owner, product());
    const body = JSON.stringify({ token: issued.token });
    return send('POST', '/v1/starts', credentials(role, owner, body), body);
  },
  'post /v1/commitments': async (role, owner) => (await commitment(role, owner)).answer,
  async 'post /v1/proofs'(role, owner) {
    const { answer, pass } = await commitment('owner', owner);
    const body = proofBody((await answer.json()) as Commitment, pass);
    const headers = credentials(role, owner, body, 'ridgeline-prove-v1');
    return send('POST', '/v1/proofs', headers, body);
  },
  'delete /v1/keys/{owner}'(role, owner) {
    const name = fingerprint(owner);
    const headers = credentials(role, owner, name, 'ridgeline-revoke-v1');
    return send('DELETE', `/v1/keys/${name}`, headers);
  },
};

/** What a role gets, as the contract says who may: a success, or a problem. */
function expectedProblem(operation: Operation, role: Role): string | undefined {
  const { 'x-access': access, 'x-strangers': strangers } = operation;
  switch (access) {
    case 'public':
      return undefined;
    case 'signed':
      return role === 'owner' || role === 'stranger' ? undefined : 'signature-missing';
    case 'owner':
      if (role === 'owner') return undefined;
      return role === 'stranger' ? strangers : 'signature-missing';
    case 'maintainer':
      return role === 'maintainer' ? undefined : 'unauthorized';
    default:
      return access satisfies never;
  }
}

async function expectContract(method: string, path: string, answer: Response): Promise<void> {
  seen.add(`${method} ${path} ${answer.status}`);
  expect(await contractFault(path, method, answer)).toBeUndefined();
}

describe('routes × roles', () => {
  const changing = operations.filter(({ method }) => method !== 'get');

  test('every route that changes something can be tried', () => {
    expect(Object.keys(writes).sort()).toEqual(changing.map(({ name }) => name).sort());
  });

  test.each(
    changing.flatMap((each) =>
      roles.map((role) => ({
        ...each,
        role,
        expected: expectedProblem(each.operation, role),
        write: writes[each.name] ?? (() => Promise.reject(new Error('Add it to `writes`.'))),
      })),
    ),
  )('$name as $role: $expected', async ({ method, path, expected, role, write }) => {
    const answer = await write(role, newOwner());
    const body = await answer.clone().text();
    const problem = answer.ok ? undefined : JSON.parse(body).type.split('/').at(-1);
    expect(problem, body).toBe(expected);
    await expectContract(method, path, answer);
  });

  const reads = operations.filter(({ method }) => method === 'get');
  test.each(reads.flatMap((read) => roles.map((role) => ({ ...read, role }))))(
    '$name as $role is open',
    async ({ operation, path, role }) => {
      expect(operation['x-access']).toBe('public');
      const filled = exampleAddress(path, operation, { id: known.run.id });
      const url = new URL(filled, api.url);
      const answer = await send('GET', url.href, credentials(role, newOwner(), filled));
      expect(answer.status, await answer.clone().text()).toBe(200);
      await expectContract('get', path, answer);
    },
  );
});

test('every answer that the contract promises was given, and followed it', async () => {
  const again = modestRun(2e5);
  await sendSubmission(api.url, again);
  await expectContract('post', '/v1/submissions', await sendSubmission(api.url, again));
  const alike = modestRun(2e5);
  // The third letter from the end is Cyrillic.
  Object.assign(alike.devices[0] ?? {}, { name: 'NVIDІA GeForce RTX 4090' });
  await expectContract('post', '/v1/submissions', await sendSubmission(api.url, alike));
  const part = await send('GET', '/v1/exports/board.csv', { range: 'bytes=0-9' });
  await expectContract('get', '/v1/exports/{name}.{format}', part);
  const promised = operations.flatMap(({ method, name, path }) =>
    Object.keys(openapi.paths[path]?.[method]?.responses ?? {})
      .filter((status) => status.startsWith('2'))
      .map((status) => `${name} ${status}`),
  );
  expect(promised.filter((each) => !seen.has(each))).toEqual([]);
});
