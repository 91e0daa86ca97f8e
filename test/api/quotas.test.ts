import { afterAll, beforeAll, expect, test } from 'vitest';
import { askExampleChallenge } from '../support/ask-example-challenge.ts';
import { validSubmission } from '../support/valid-submission.ts';
import { newOwner, type Owner, signedHeaders } from './signing.ts';
import { type Api, startApi } from './start-api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi({
    CLIENT_ADDRESS_HEADER: 'X-Test-Address',
    UNSIGNED_RUNS_PER_DAY: '3',
    RUNS_PER_DAY: '6',
    NEW_KEYS_PER_DAY: '2',
    CHALLENGES_PER_HOUR: '3',
    KEY_CHALLENGES_PER_HOUR: '2',
  });
});

afterAll(async () => {
  await api?.stop();
});

function post(path: string, body: string, address: string, headers: object = {}) {
  return fetch(new URL(path, api.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-test-address': address, ...headers },
    body,
  });
}

async function submit(address: string, owner?: Owner, document = validSubmission()) {
  const body = JSON.stringify(document);
  const signed = owner === undefined ? {} : signedHeaders(owner, body);
  const headers = { 'idempotency-key': document.run.id, ...signed };
  return (await post('/v1/submissions', body, address, headers)).status;
}

async function storedRuns(): Promise<number> {
  const [row] = await api.query<{ count: number }>('select count(*)::int from submissions');
  return row?.count ?? Number.NaN;
}

test('a flood of unsigned runs of one network stores its quota and no more', async () => {
  const before = await storedRuns();
  const first = validSubmission();
  const statuses = [await submit('192.0.2.1', undefined, first)];
  for (let host = 2; host < 40; host++) statuses.push(await submit(`192.0.2.${host}`));
  expect(statuses.filter((status) => status === 201)).toHaveLength(3);
  expect(statuses.filter((status) => status === 429)).toHaveLength(36);
  expect((await storedRuns()) - before).toBe(3);
  // The same again is answered as before, whatever is left; another network has its own quota.
  expect(await submit('192.0.2.77', undefined, first)).toBe(200);
  expect(await submit('198.51.100.1')).toBe(201);
});

test('sent all at once, not one more is stored', async () => {
  const sent = Array.from({ length: 30 }, (_, host) => submit(`203.0.113.${host}`));
  expect((await Promise.all(sent)).filter((status) => status === 201)).toHaveLength(3);
});

test('a network has few new keys a day, and known ones go on', async () => {
  const [one, two, three] = [newOwner(), newOwner(), newOwner()];
  expect(await submit('2001:db8:5::1', one)).toBe(201);
  expect(await submit('2001:db8:5:1::1', two)).toBe(201);
  expect(await submit('2001:db8:5:2::1', three)).toBe(429);
  expect(await submit('2001:db8:5:3::1', one)).toBe(201);
  expect(await submit('2001:db8:6::1', three)).toBe(201);
});

test('challenges are counted for a key and for a network', async () => {
  const ask = async (owner: Owner, address: string) =>
    (await askExampleChallenge(api.url, owner, { 'x-test-address': address })).status;
  const [one, two, three] = [newOwner(), newOwner(), newOwner()];
  expect([await ask(one, '10.1.1.1'), await ask(one, '10.1.1.1')]).toEqual([201, 201]);
  expect(await ask(one, '10.9.9.9')).toBe(429);
  expect([await ask(two, '10.1.1.2'), await ask(three, '10.1.1.3')]).toEqual([201, 429]);
});
