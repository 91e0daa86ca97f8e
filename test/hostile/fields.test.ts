import { leaderboard, submissionPage } from '@ridgeline/schema/responses';
import type { Submission } from '@ridgeline/schema/submission';
import type { Stack } from '@ridgeline/stack/stack';
import naughtyStrings from 'big-list-of-naughty-strings' with { type: 'json' };
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

type Path = readonly (string | number)[];

/** Every place of a document, objects and lists included. */
function placesOf(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  const here = path.length === 0 ? [] : [{ path, value }];
  if (typeof value !== 'object' || value === null) return here;
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [...here, ...entries.flatMap(([key, each]) => placesOf(each, [...path, key]))];
}

/** JSON of the document with the text `json` at a place: also numbers that JavaScript cannot hold. */
function jsonWith(document: Submission, path: Path, json: string): string {
  const mark = '"@@here@@"';
  const text = JSON.stringify(document, function replace(this: unknown, key, value) {
    const parent = path
      .slice(0, -1)
      .reduce<unknown>((at, part) => Reflect.get(Object(at), part), document);
    return this === parent && key === String(path.at(-1)) ? '@@here@@' : value;
  });
  return text.replace(mark, () => json);
}

/** A document with all the optional fields that hold text or numbers. */
function wholeSubmission(): Submission {
  const document = validSubmission();
  Object.assign(document.host, { osName: 'Debian', osVersion: '12', memoryType: 'DDR5' });
  Object.assign(document.devices[0] ?? {}, { reportedName: 'CPU', architecture: 'znver4' });
  Object.assign(document.softwarePaths[0] ?? {}, {
    libraryName: 'library',
    libraryVersion: '1',
    api: 'none',
    driver: 'none',
  });
  document.unavailableBackends.push({ backend: 'webgpu', reason: 'There is no adapter.' });
  return document;
}

interface Answer {
  readonly status: number;
  readonly problem: string | undefined;
}

async function send(body: string, key: string): Promise<Answer> {
  const answer = await fetch(new URL('/v1/submissions', stack.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body,
  });
  const { type } = (await answer.json()) as { type?: string };
  return { status: answer.status, problem: type?.split('/').at(-1) };
}

/** Sends `json` at every place that `isWanted`; what was answered where. */
async function sendEverywhere(
  json: string,
  isWanted: (value: unknown, path: Path) => boolean,
): Promise<(Answer & { readonly at: string })[]> {
  const places = placesOf(wholeSubmission()).filter(({ path, value }) => isWanted(value, path));
  return Promise.all(
    places.map(async ({ path }) => {
      const document = wholeSubmission();
      const answer = await send(jsonWith(document, path, json), document.run.id);
      return { ...answer, at: path.join('/') };
    }),
  );
}

const isNumber = (value: unknown): boolean => typeof value === 'number';
const isText = (value: unknown): boolean => typeof value === 'string';

async function boardRows(): Promise<unknown[]> {
  const answer = await fetch(new URL('/v1/leaderboard?basis=measured&limit=500', stack.url));
  return leaderboard.parse(await answer.json()).entries;
}

describe('a number', () => {
  test.each(['"55000"', '-1', '1e308', '-1e308', '1e400', 'true', 'null', '[]', '{}', '"٣"'])(
    '%s is refused in every field',
    async (json) => {
      const answers = await sendEverywhere(json, isNumber);
      expect(answers.length).toBeGreaterThan(40);
      for (const { at, problem, status } of answers) expect(status, `${at} ${problem}`).toBe(422);
    },
  );

  test.each([
    '0',
    '-0',
    '1e-320',
    '1e-400',
    '0.5',
    '9007199254740993',
    '1000000000000000000000000000000',
  ])('%s is refused or kept apart, and never breaks anything', async (json) => {
    for (const { at, status } of await sendEverywhere(json, isNumber)) {
      expect([201, 202, 422], at).toContain(status);
    }
  });

  test('no hostile number made a row, since nobody signed it', async () => {
    expect(await boardRows()).toEqual([]);
  });
});

describe('a text', () => {
  const refused: [string, string][] = [
    ['empty', ''],
    ['blank', '   '],
    ['a lone surrogate', '\ud800'],
    ['a NUL', 'a\0b'],
    ['an escape sequence', '\u001b[2J'],
    ['a right-to-left override', 'a\u202eb'],
    ['half a million characters', 'x'.repeat(50_000)],
  ];
  test.each(refused)('that is %s is refused in every field', async (_, text) => {
    const answers = await sendEverywhere(JSON.stringify(text), isText);
    expect(answers.length).toBeGreaterThan(25);
    for (const { at, problem, status } of answers) expect(status, `${at} ${problem}`).toBe(422);
  });

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '"><svg onload=alert(1)>',
    '{{7*7}}',
    `\${jndi:ldap://x}`,
    '%s%n%x',
    `'; drop table submissions; --`,
    '=HYPERLINK("x")',
    '../../etc/passwd',
  ])('%s is inert wherever it is taken', async (text) => {
    for (const { at, status } of await sendEverywhere(JSON.stringify(text), isText)) {
      expect([201, 202, 422], at).toContain(status);
    }
    for (const path of ['/', '/runs']) {
      const page = await fetch(new URL(path, stack.url));
      expect(page.status, path).toBe(200);
      const html = await page.text();
      expect(html).not.toMatch(/<script>alert|<img src=x|<svg onload/);
    }
  });

  test('naughty strings break nothing in any field', async () => {
    const fields = placesOf(wholeSubmission()).filter(({ value }) => isText(value));
    for (const [index, text] of (naughtyStrings as string[]).entries()) {
      const { path = [] } = fields[index % fields.length] ?? {};
      const document = wholeSubmission();
      const { status } = await send(
        jsonWith(document, path, JSON.stringify(text)),
        document.run.id,
      );
      expect([201, 202, 413, 422], `${path.join('/')}: ${JSON.stringify(text)}`).toContain(status);
    }
    const page = await fetch(new URL('/v1/submissions?limit=500', stack.url));
    submissionPage.parse(await page.json());
    await boardRows();
  });
});

describe('a key', () => {
  test.each([
    '',
    ' ',
    '__proto__',
    'constructor',
    '\0',
    '\ud800',
    'tier',
    'verified',
    'owner',
    'id2',
  ])('%j is refused in every object', async (key) => {
    const places = placesOf(wholeSubmission()).filter(
      ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value),
    );
    expect(places.length).toBeGreaterThan(8);
    for (const { path, value } of places) {
      const document = wholeSubmission();
      const own = JSON.stringify(value).slice(0, -1);
      const comma = own === '{' ? '' : ',';
      const json = `${own}${comma}${JSON.stringify(key)}:"x"}`;
      const { status } = await send(jsonWith(document, path, json), document.run.id);
      expect(status, path.join('/')).toBe(422);
    }
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });
});

describe('a time', () => {
  test.each([
    '0000-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    '294277-01-01T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-23T25:00:00Z',
    '2026-11-23',
    '23.11.2026',
  ])('%s is refused', async (time) => {
    const answers = await sendEverywhere(
      JSON.stringify(time),
      (_, path) => path.at(-1) === 'startedAt' || path.at(-1) === 'finishedAt',
    );
    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
  });
});

test('a body of a stranger under another run’s id is refused without telling about that run', async () => {
  const [mine, theirs] = [wholeSubmission(), wholeSubmission()];
  await send(JSON.stringify(theirs), theirs.run.id);
  Object.assign(mine.run, { id: theirs.run.id, agentVersion: '0.1.1' });
  const answer = await send(JSON.stringify(mine), theirs.run.id);
  expect(answer).toEqual({ status: 422, problem: 'idempotency-key-reused' });
  const other = await send(JSON.stringify(mine), freshRunId());
  expect(other.status).toBe(422);
});
