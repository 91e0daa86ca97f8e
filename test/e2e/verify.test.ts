import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Submission, submission } from '@ridgeline/schema/submission';
import type { Stack } from '@ridgeline/stack/stack';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAgent } from '../support/agent.ts';
import { startTestStack, temporaryFolder } from '../support/test-stack.ts';
import { freshRunId } from '../support/valid-submission.ts';

let stack: Stack;
let home: Awaited<ReturnType<typeof temporaryFolder>>;
/** A run of this computer by the built agent. */
let measured: Submission;

beforeAll(async () => {
  home = await temporaryFolder();
  stack = await startTestStack();
  const only = ['--backend', 'wasm', '--kernel', 'dispatch'];
  const result = await runAgent(home.path, ['run', ...only, '--format', 'json']);
  measured = submission.parse(JSON.parse(result.stdout));
});

afterAll(async () => {
  await stack?.stop();
  await home?.remove();
});

const n = 1024;

/** That run with a product that took so long: a claim far below what any computer can prove. */
function runWithClaim(flopsPerSecond: number): Submission {
  const seconds = (2 * n ** 3) / flopsPerSecond;
  const startedAt = new Date(Date.parse(measured.run.startedAt) - 60_000).toISOString();
  return submission.parse({
    ...measured,
    run: { ...measured.run, id: freshRunId(), startedAt },
    measurements: [
      ...measured.measurements,
      {
        ...{ outcome: 'ok', kernel: 'matmul', dtype: 'f32', path: 'cpu0-wasm' },
        size: { m: n, n, k: n },
        durationSeconds: {
          ...{ median: seconds, min: seconds, max: seconds },
          samples: Array(5).fill(seconds),
        },
        executionsPerSample: 1,
        computeFlopsPerSecond: (2 * n ** 3) / seconds,
        relativeError: 1e-7,
      },
    ],
  });
}

type Change = (path: string, body: string) => string;

/** The API behind a proxy that may change what the agent sends, and keeps a list of it. */
async function withProxy<T>(
  change: Change,
  use: (url: string, paths: string[]) => Promise<T>,
): Promise<T> {
  const paths: string[] = [];
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = 'GET', url = '/' } = request;
    if (method === 'POST') paths.push(url);
    const names = ['content-type', 'idempotency-key', 'ridgeline-key', 'ridgeline-signature'];
    const headers = names.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value] as [string, string]] : [];
    });
    const body = method === 'POST' ? change(url, Buffer.concat(chunks).toString()) : null;
    const answer = await fetch(new URL(url, stack.url), { method, headers, body });
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'text/plain',
    });
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, paths);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const unchanged: Change = (_path, body) => body;

/** Submit a run by the built agent; what the API says of it then, and what was sent in which order. */
async function submitted(run: Submission, change: Change, ...flags: string[]) {
  const file = join(home.path, `${run.run.id}.json`);
  await writeFile(file, JSON.stringify(run));
  return withProxy(change, async (url, paths) => {
    const result = await runAgent(home.path, ['submit', file, '--api', url, ...flags]);
    const answer = await fetch(new URL(`/v1/submissions/${run.run.id}`, stack.url));
    const { reasons, status, tier } = (await answer.json()) as Record<string, unknown>;
    return { result, paths, verdict: { status, tier, reasons } };
  });
}

test('a submitted run is challenged, commits at once, opens rows and becomes verified, tier T2', async () => {
  const { paths, result, verdict } = await submitted(runWithClaim(2e9), unchanged);
  expect(result.stderr).toContain('Verified: tier T2.');
  expect(result.exitCode).toBe(0);
  const ofProof = ['/v1/challenges', '/v1/starts', '/v1/commitments', '/v1/proofs'];
  expect(paths).toEqual([...ofProof, '/v1/submissions']);
  expect(verdict).toEqual({ status: 'verified', tier: 'T2', reasons: [] });
});

test('what was changed on its way is not kept as a proof, and the run stays signed', async () => {
  const flip: Change = (path, body) =>
    path === '/v1/proofs' ? body.replace(/"words":"./, '"words":"_') : body;
  const { result, verdict } = await submitted(runWithClaim(2e9), flip);
  expect(result.stderr).toContain('is not verified further');
  expect(verdict).toMatchObject({ status: 'accepted', tier: 'T1' });
});

test('--no-verify and runs of another computer ask for no challenge', async () => {
  const unverified = await submitted(runWithClaim(2e9), unchanged, '--no-verify');
  expect(unverified.paths).toEqual(['/v1/submissions']);
  expect(unverified.verdict).toMatchObject({ status: 'accepted', tier: 'T1' });
  const elsewhere = runWithClaim(2e9);
  const host = { ...elsewhere.host, memoryBytes: 2 * elsewhere.host.memoryBytes };
  const foreign = await submitted({ ...elsewhere, host }, unchanged);
  expect(foreign.paths).toEqual(['/v1/submissions']);
  expect(foreign.result.stderr).toContain('another computer measured it');
});
