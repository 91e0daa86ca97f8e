import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { leaderboard } from '@ridgeline/schema/responses';
import { freePort } from '@ridgeline/stack/postgres';
import { checkoutFolder } from '@ridgeline/stack/stack';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserPath, launchBrowser } from '../support/browser.ts';
import { temporaryFolder } from '../support/test-stack.ts';

interface Started {
  readonly url: string;
  readonly stdout: string;
  /** Ctrl-C, then wait until `npm start` has ended. */
  interrupt(): Promise<number | null>;
}

const children = new Set<ChildProcess>();

/** `npm start` in a terminal of its own, until it says ready. */
async function npmStart(port: number, stateFolder: string, ...args: string[]): Promise<Started> {
  const child = spawn('npm', ['start', '--silent', '--', ...args], {
    cwd: checkoutFolder,
    detached: true,
    env: { ...process.env, PORT: String(port), RIDGELINE_STATE: stateFolder },
  });
  children.add(child);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const stdout: string[] = [];
  const stderr: string[] = [];
  child.stderr.on('data', (chunk) => stderr.push(String(chunk)));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      stdout.push(String(chunk));
      const ready = /^ready (\S+)$/m.exec(stdout.join(''));
      if (ready?.[1] !== undefined) resolve(ready[1]);
    });
    child.once('close', (code) =>
      reject(new Error(`npm start ended (${code}): ${stderr.join('')}`)),
    );
  });
  return {
    url,
    get stdout() {
      return stdout.join('');
    },
    async interrupt() {
      // The whole group, as a terminal does.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
      const code = await ended;
      children.delete(child);
      return code;
    },
  };
}

async function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function measuredRows(url: string) {
  const answer = await fetch(`${url}/v1/leaderboard?basis=measured`);
  expect(answer.status).toBe(200);
  return leaderboard.parse(await answer.json()).entries;
}

describe('npm start', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let port: number;
  let started: Started;

  beforeAll(async () => {
    folder = await temporaryFolder();
    port = await freePort();
    started = await npmStart(port, folder.path);
  });

  afterAll(async () => {
    for (const child of children) {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
      await new Promise((resolve) => child.once('close', resolve));
    }
    await folder.remove();
  });

  test('prints one line, the address', () => {
    expect(started.stdout).toBe(`ready http://localhost:${port}\n`);
  });

  test("puts this machine's CPU on the board, measured and with a prediction", async () => {
    const rows = await measuredRows(started.url);
    const cpu = rows.find((row) => row.device.kind === 'cpu');
    expect(cpu?.basis).toBe('measured');
    expect(cpu?.peaks.bandwidthBytesPerSecond?.value).toBeGreaterThan(1e8);
    expect(cpu?.peaks.computeFlopsPerSecond.f32?.value).toBeGreaterThan(1e8);
    expect(cpu?.prediction?.decode?.throughputTokensPerSecond.value).toBeGreaterThan(0);
    expect(cpu?.limit).toMatch(/^(memory-bandwidth|compute|overhead|capacity)$/);
    expect(cpu?.softwarePath?.backend).toBeTruthy();
  });

  test.skipIf(browserPath === undefined)('shows the run in a browser', async () => {
    const [row] = await measuredRows(started.url);
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(`${started.url}/?basis=measured`);
      expect(await page.locator('main').innerText()).toContain(row?.device.name);
      await page.goto(`${started.url}/devices/${row?.device.slug}`);
      expect(await page.locator('h1').innerText()).toContain(row?.device.name);
      await page.goto(`${started.url}/runs/${row?.submissionId}`);
      expect(await page.locator('main').innerText()).toContain('matmul');
    } finally {
      await browser.close();
    }
  });

  test('keeps the data over Ctrl-C and a second start, and leaves nothing running', async () => {
    // Postgres removes it at the end of an orderly stop.
    const databaseLock = join(folder.path, 'postgres', 'postmaster.pid');
    const before = await measuredRows(started.url);
    expect(existsSync(databaseLock)).toBe(true);
    await started.interrupt();
    expect(await isListening(port)).toBe(false);
    expect(existsSync(databaseLock)).toBe(false);
    started = await npmStart(port, folder.path, '--no-measure');
    const after = await measuredRows(started.url);
    expect(after).toEqual(before);
    await started.interrupt();
    expect(await isListening(port)).toBe(false);
    expect(existsSync(databaseLock)).toBe(false);
  });
});
