import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { submission } from '@ridgeline/schema/submission';
import { checkoutFolder } from '@ridgeline/stack/stack';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runAgent } from '../support/agent.ts';
import { temporaryFolder } from '../support/test-stack.ts';

let home: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  home = await temporaryFolder();
});

afterEach(() => home.remove());

/** Start a run and wait until a measurement is under way. */
async function startRun(...args: string[]): Promise<{
  child: ChildProcess;
  ended: Promise<{ exitCode: number | null; stdout: string }>;
}> {
  const bin = join(checkoutFolder, 'agent', 'dist', 'bin.js');
  const child = spawn(process.execPath, [bin, 'run', '--format', 'json', ...args], {
    env: { ...process.env, RIDGELINE_HOME: home.path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout: string[] = [];
  child.stdout.on('data', (chunk) => stdout.push(String(chunk)));
  const ended = new Promise<{ exitCode: number | null; stdout: string }>((resolve) =>
    child.once('close', (exitCode) => resolve({ exitCode, stdout: stdout.join('') })),
  );
  await new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk) => String(chunk).includes(': measuring') && resolve());
    child.once('close', () => resolve());
  });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  return { child, ended };
}

/** Process ids of a process's children, on Linux. */
async function childrenOf(pid: number | undefined): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(' ').filter(Boolean).map(Number);
}

test('Ctrl-C keeps what was measured: whole, saved and marked as partial', async () => {
  const { child, ended } = await startRun('--preset', 'standard', '--backend', 'gpujs-cpu');
  child.kill('SIGINT');
  const { exitCode, stdout } = await ended;
  expect(exitCode).toBe(130);
  const run = submission.parse(JSON.parse(stdout));
  expect(run.run.isPartial).toBe(true);
  expect(run.measurements.some(({ outcome }) => outcome === 'ok')).toBe(true);
  expect(await readdir(join(home.path, 'outbox'))).toEqual([`${run.run.id}.json`]);
});

test.skipIf(process.platform !== 'linux')(
  'a backend whose process is killed fails by name and the others survive',
  async () => {
    const { child, ended } = await startRun(
      ...['--backend', 'gpujs-webasm', '--backend', 'gpujs-cpu', '--kernel', 'triad'],
    );
    const [group] = await childrenOf(child.pid);
    if (group === undefined) throw new Error('the run has no process for its backend');
    process.kill(group, 'SIGKILL');
    const { exitCode, stdout } = await ended;
    expect(exitCode).toBe(0);
    const run = submission.parse(JSON.parse(stdout));
    const failed = run.measurements.filter(({ outcome }) => outcome === 'failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({
      path: 'cpu0-gpujs-webasm',
      reason: expect.stringContaining('SIGKILL'),
    });
    const survivors = run.measurements.filter(
      ({ outcome, path }) => outcome === 'ok' && path === 'cpu0-gpujs-cpu',
    );
    expect(survivors.length).toBeGreaterThan(0);
  },
);

test('a home that cannot be written is refused before anything is measured', async () => {
  const began = performance.now();
  const result = await runAgent('/dev/null/home', ['run']);
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toContain('RIDGELINE_HOME');
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('a corrupt configuration is named with the way to mend it', async () => {
  await writeFile(join(home.path, 'config.json'), '{"api": ');
  const result = await runAgent(home.path, ['submit', '--list']);
  expect(result.exitCode).toBe(0);
  const refused = await runAgent(home.path, ['run', '--submit']);
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain(join(home.path, 'config.json'));
});

test('help names each command', async () => {
  const { exitCode, stdout } = await runAgent(home.path, ['--help']);
  expect(exitCode).toBe(0);
  for (const command of ['run', 'devices', 'doctor', 'submit', 'show']) {
    expect(stdout).toContain(`ridgeline ${command}`);
  }
});
