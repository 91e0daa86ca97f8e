// `npm run bench:start [-- --json]`: how long a newcomer waits, and how heavy the first page is.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { freePort } from '@ridgeline/stack/postgres';
import { checkoutFolder } from '@ridgeline/stack/stack';
import { runAgent } from '../support/agent.ts';
import { temporaryFolder } from '../support/test-stack.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' } } });

interface PageWeight {
  readonly compressedBytes: number;
  readonly scriptBytes: number;
}

/** HTML, style sheets and scripts of a page, gzipped as the edge would send them. */
async function weigh(url: string): Promise<PageWeight> {
  const html = await (await fetch(url)).text();
  const assets = [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map(
    ([, path]) => path,
  );
  let compressedBytes = gzipSync(html).byteLength;
  let scriptBytes = 0;
  for (const path of new Set(assets)) {
    const body = Buffer.from(await (await fetch(new URL(path ?? '', url))).arrayBuffer());
    const bytes = gzipSync(body).byteLength;
    compressedBytes += bytes;
    if (path?.endsWith('.js')) scriptBytes += bytes;
  }
  return { compressedBytes, scriptBytes };
}

async function startToReady(): Promise<{ durationSeconds: number; page: PageWeight }> {
  const state = await temporaryFolder();
  const port = await freePort();
  const began = performance.now();
  const child = spawn('npm', ['start', '--silent'], {
    cwd: checkoutFolder,
    detached: true,
    env: { ...process.env, PORT: String(port), RIDGELINE_STATE: state.path },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => String(chunk).startsWith('ready') && resolve());
    child.once('close', (code) => reject(new Error(`npm start ended with exit code ${code}`)));
  });
  const durationSeconds = (performance.now() - began) / 1000;
  try {
    return { durationSeconds, page: await weigh(`http://localhost:${port}/`) };
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    await ended;
    await state.remove();
  }
}

async function quickRunSeconds(): Promise<number> {
  const home = await mkdtemp(join(tmpdir(), 'ridgeline-bench-'));
  const began = performance.now();
  const result = await runAgent(home, ['run', '--preset', 'quick', '--format', 'json']);
  const seconds = (performance.now() - began) / 1000;
  await rm(home, { recursive: true });
  if (result.exitCode !== 0) throw new Error(`ridgeline run failed:\n${result.stderr}`);
  return seconds;
}

const start = await startToReady();
const figures = {
  startToReadySeconds: start.durationSeconds,
  quickRunSeconds: await quickRunSeconds(),
  leaderboardPageCompressedBytes: start.page.compressedBytes,
  leaderboardPageScriptBytes: start.page.scriptBytes,
};
console.log(
  values.json
    ? JSON.stringify(figures)
    : Object.entries(figures)
        .map(([name, value]) => `${name.padEnd(34)} ${value.toFixed(1)}`)
        .join('\n'),
);
