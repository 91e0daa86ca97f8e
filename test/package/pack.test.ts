import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkoutFolder } from '@ridgeline/stack/stack';
import { afterAll, beforeAll, expect, it } from 'vitest';

const folder = await mkdtemp(join(tmpdir(), 'ridgeline-package-'));
const archive = join(folder, 'ridgeline.tar.gz');

/** A network of its own without a way out, where the system lets one be made. */
const alone = spawnSync('unshare', ['-rn', 'true']).status === 0 ? ['unshare', '-rn'] : [];

/** Runs the packed agent with nothing of this checkout's environment, in the folder it was unpacked in. */
function runPacked(...args: readonly string[]) {
  const [program = '', ...rest] = [...alone, join(folder, 'ridgeline/ridgeline'), ...args];
  const env = { PATH: '/usr/bin:/bin', HOME: folder, NO_COLOR: '1' };
  return spawnSync(program, rest, { cwd: folder, env, encoding: 'utf8' });
}

beforeAll(() => {
  const script = join(checkoutFolder, 'agent/scripts/pack.ts');
  const packed = spawnSync(process.execPath, [script, archive], { encoding: 'utf8' });
  expect(packed.status, packed.stderr).toBe(0);
  expect(spawnSync('tar', ['-xzf', archive, '-C', folder]).status).toBe(0);
});

afterAll(() => rm(folder, { recursive: true }));

it('packs the agent with Node and its native modules in less than 64 MiB', async () => {
  expect((await stat(archive)).size).toBeLessThan(64 * 1024 ** 2);
});

it(`finds its backends from an empty folder${alone.length > 0 ? ' without a network' : ''}`, () => {
  const { status, stdout } = runPacked('devices', '--format', 'json');
  expect(status).toBe(0);
  const backends: readonly { backend: string; isAvailable: boolean; reason?: string }[] =
    JSON.parse(stdout).backends;
  const of = (id: string) => backends.find(({ backend }) => backend === id);
  expect(of('wasm')?.isAvailable).toBe(true);
  // Whether there is an adapter depends on the machine; the module itself must have come along.
  expect(of('webgpu')?.reason ?? '').not.toMatch(/Cannot find|not installed|does not export/);
  expect(of('blas')?.reason ?? '').not.toMatch(/koffi/);
});

it('measures and prints a run that follows the schema of submissions', () => {
  const run = runPacked(
    ...['run', '--backend', 'gpujs-cpu', '--kernel', 'dispatch', '--format', 'json'],
  );
  expect(run.status).toBe(0);
  const { measurements, softwarePaths } = JSON.parse(run.stdout);
  expect(softwarePaths.map(({ backend }: { backend: string }) => backend)).toEqual(['gpujs-cpu']);
  expect(measurements).toMatchObject([{ outcome: 'ok', kernel: 'dispatch' }]);
});
