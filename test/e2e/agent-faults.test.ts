import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** Start a run; settles when the progress has said a text. */
async function startRun(
  until: string,
  ...args: string[]
): Promise<{
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
    child.stderr.on('data', (chunk) => String(chunk).includes(until) && resolve());
    child.once('close', () => resolve());
  });
  return { child, ended };
}

/** Process ids of a run's processes that measure, on Linux. */
async function groupsOf(pid: number | undefined): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  const children = text.trim().split(' ').filter(Boolean).map(Number);
  const lines = await Promise.all(
    children.map((child) => readFile(`/proc/${child}/cmdline`, 'utf8')),
  );
  return children.filter((_, index) => lines[index]?.includes('group-program'));
}

test('Ctrl-C keeps what was measured: whole, saved and marked as partial', async () => {
  const { child, ended } = await startRun(
    ': measuring',
    ...['--preset', 'standard', '--backend', 'gpujs-cpu'],
  );
  await sleep(4000);
  const pressedAt = performance.now();
  child.kill('SIGINT');
  const { exitCode, stdout } = await ended;
  expect(exitCode).toBe(130);
  // A kernel in plain JavaScript may hold its process for a minute: nobody waits for it.
  expect(performance.now() - pressedAt).toBeLessThan(15_000);
  const run = submission.parse(JSON.parse(stdout));
  expect(run.run.isPartial).toBe(true);
  expect(run.measurements.some(({ outcome }) => outcome === 'ok')).toBe(true);
  expect(await readdir(join(home.path, 'outbox'))).toEqual([`${run.run.id}.json`]);
});

test.skipIf(process.platform !== 'linux')(
  'a backend whose process is killed fails by name and the others survive',
  async () => {
    const { child, ended } = await startRun(
      ': measuring',
      ...['--backend', 'gpujs-webasm', '--backend', 'gpujs-cpu', '--kernel', 'triad'],
    );
    // At once: a moment later the next backend's process may have taken its place.
    const [group] = await groupsOf(child.pid);
    if (group === undefined) throw new Error('the run has no process for its backend');
    process.kill(group, 'SIGKILL');
    const { exitCode, stdout } = await ended;
    expect(exitCode).toBe(0);
    const run = submission.parse(JSON.parse(stdout));
    // Before its first measurement the backend is named as a whole, later by the measurement.
    const lost = [
      ...run.unavailableBackends,
      ...run.measurements.flatMap((each) =>
        each.outcome === 'failed' ? [{ backend: each.path, reason: each.reason }] : [],
      ),
    ];
    expect(lost).toEqual([
      {
        backend: expect.stringContaining('gpujs-webasm'),
        reason: expect.stringContaining('SIGKILL'),
      },
    ]);
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
