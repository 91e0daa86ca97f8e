import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { submission } from '@ridgeline/schema/submission';
import type { Stack } from '@ridgeline/stack/stack';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAgent } from '../support/agent.ts';
import { startTestStack, temporaryFolder } from '../support/test-stack.ts';

let stack: Stack;
let home: Awaited<ReturnType<typeof temporaryFolder>>;
/** What `ridgeline run --format json` printed, once for the file: it takes seconds. */
let run: string;

beforeAll(async () => {
  home = await temporaryFolder();
  stack = await startTestStack();
  const result = await runAgent(home.path, [
    'run',
    '--preset',
    'quick',
    '--backend',
    'gpujs-cpu',
    '--kernel',
    'triad',
    '--format',
    'json',
  ]);
  expect(result.stderr).not.toContain('Error');
  expect(result.exitCode).toBe(0);
  run = result.stdout;
});

afterAll(async () => {
  await stack?.stop();
  await home?.remove();
});

async function storedIds(): Promise<string[]> {
  const answer = await fetch(new URL('/v1/submissions', stack.url));
  const body = (await answer.json()) as { submissions: { id: string }[] };
  return body.submissions.map(({ id }) => id);
}

test('the JSON of a run is a submission', () => {
  expect(submission.safeParse(JSON.parse(run)).error).toBeUndefined();
});

test('nothing was sent before submit', async () => {
  expect(await storedIds()).toEqual([]);
});

test('piping a run into submit twice works twice and stores once', async () => {
  for (const _ of [1, 2]) {
    const result = await runAgent(home.path, ['submit', '-', '--api', String(stack.url)], run);
    expect(result.stderr).not.toContain('Error');
    expect(result.exitCode).toBe(0);
  }
  expect(await storedIds()).toEqual([JSON.parse(run).run.id]);
});

test('the stored run has the samples that were measured', async () => {
  const { id } = JSON.parse(run).run;
  const answer = await fetch(new URL(`/v1/submissions/${id}`, stack.url));
  const stored = (await answer.json()) as {
    measurements: { kernel: string; durationSeconds?: { samples: number[] } }[];
  };
  const sent = submission.parse(JSON.parse(run)).measurements.find((each) => each.outcome === 'ok');
  expect(sent).toBeDefined();
  expect(
    stored.measurements.some(
      (each) =>
        sent?.outcome === 'ok' &&
        JSON.stringify(each.durationSeconds?.samples) ===
          JSON.stringify(sent.durationSeconds.samples),
    ),
  ).toBe(true);
});

test('an unreachable API leaves the run in the outbox and says what to do, exit code 6', async () => {
  const file = join(home.path, 'run.json');
  await writeFile(file, run);
  const result = await runAgent(home.path, [
    'submit',
    file,
    '--api',
    'http://127.0.0.1:9',
    '--timeout',
    '2',
  ]);
  expect(result.exitCode).toBe(6);
  expect(result.stderr).toContain('127.0.0.1:9');
  expect(await readFile(file, 'utf8')).toBe(run);
});

test('a changed body under the same key is refused and the board keeps the first', async () => {
  const document = JSON.parse(run);
  document.run.agentVersion = '9.9.9';
  const answer = await fetch(new URL('/v1/submissions', stack.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': document.run.id },
    body: JSON.stringify(document),
  });
  expect(answer.status).toBe(422);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(await storedIds()).toEqual([document.run.id]);
});

test('unknown flags, bad files and corrupt JSON end with exit code 2 and the next step', async () => {
  const corrupt = join(home.path, 'corrupt.json');
  await writeFile(corrupt, '{"schemaVersion":1,');
  const cases = [
    ['run', '--prest', 'quick'],
    ['run', '--output', '/nonexistent-folder/run.json'],
    ['submit', '/nonexistent.json'],
    ['submit', corrupt],
    ['frobnicate'],
  ];
  for (const args of cases) {
    const result = await runAgent(home.path, args);
    expect({ args, exitCode: result.exitCode }).toEqual({ args, exitCode: 2 });
    expect(result.stderr.trim().length).toBeGreaterThan(20);
    expect(result.stderr).not.toMatch(/^\s+at /m);
  }
});
