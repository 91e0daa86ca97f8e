import type { Stack } from '@ridgeline/stack/stack';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pauseProcesses } from '../support/pause-processes.ts';
import { startTestStack } from '../support/test-stack.ts';
import { validSubmission } from '../support/valid-submission.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await startTestStack();
});

afterAll(async () => {
  await stack?.stop();
});

const get = (path: string) => fetch(new URL(path, stack.url));

function submit(document = validSubmission()): Promise<Response> {
  return fetch(new URL('/v1/submissions', stack.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': document.run.id },
    body: JSON.stringify(document),
  });
}

async function timed(path: string): Promise<{ answer: Response; seconds: number }> {
  const began = performance.now();
  const answer = await get(path);
  return { answer, seconds: (performance.now() - began) / 1000 };
}

describe.runIf(process.platform === 'linux')('while Postgres is frozen', () => {
  let thaw: (() => void) | undefined;
  const document = validSubmission();

  beforeAll(async () => {
    for (const path of ['/', '/v1/leaderboard', '/devices/nvidia-geforce-rtx-4090']) {
      expect((await get(path)).status).toBe(200);
    }
    expect((await submit()).status).toBe(201);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    thaw = await pauseProcesses(stack.databasePid ?? 0);
  });

  afterAll(() => thaw?.());

  test('/healthz says within five seconds that the store is gone, and when to come back', async () => {
    const { answer, seconds } = await timed('/healthz');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(seconds).toBeLessThan(5);
  });

  test('a run that is sent is told to come back within ten seconds', async () => {
    const began = performance.now();
    const answer = await submit(document);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test('API and site show the board as it was, with its age', async () => {
    const { answer, seconds } = await timed('/v1/leaderboard');
    expect(answer.status).toBe(200);
    expect(Number(answer.headers.get('age'))).toBeGreaterThan(0);
    expect(answer.headers.get('cache-status')).toContain('storage-unavailable');
    expect(seconds).toBeLessThan(5);
    for (const path of ['/', '/devices/nvidia-geforce-rtx-4090']) {
      const page = await get(path);
      expect(page.status, path).toBe(200);
      expect(await page.text(), path).toContain('these figures are');
    }
  });

  test('once it goes on, the run is stored and nothing is called old any more', async () => {
    thaw?.();
    thaw = undefined;
    // The statement that was frozen may have gone on: then the same key gets the stored answer.
    const resent = async () => [200, 201].includes((await submit(document)).status);
    await expect.poll(resent, { timeout: 20_000 }).toBe(true);
    await expect
      .poll(async () => (await get('/v1/leaderboard')).headers.has('age'), { timeout: 20_000 })
      .toBe(false);
    await expect
      .poll(async () => (await (await get('/')).text()).includes('these figures are'), {
        timeout: 20_000,
      })
      .toBe(false);
  });
});
