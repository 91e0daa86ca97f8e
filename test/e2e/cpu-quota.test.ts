import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { submission } from '@ridgeline/schema/submission';
import { checkoutFolder } from '@ridgeline/stack/stack';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/test-stack.ts';

/** A group with half a CPU; undefined where this machine lets nobody make one. */
function halfCpu(): string | undefined {
  const root = ['/sys/fs/cgroup/cpu', '/sys/fs/cgroup'].find((folder) =>
    existsSync(join(folder, 'cgroup.procs')),
  );
  if (root === undefined) return undefined;
  const folder = join(root, `ridgeline-quota-${process.pid}`);
  try {
    mkdirSync(folder);
    if (existsSync(join(folder, 'cpu.max'))) writeFileSync(join(folder, 'cpu.max'), '50000 100000');
    else writeFileSync(join(folder, 'cpu.cfs_quota_us'), '50000');
    return folder;
  } catch {
    if (existsSync(folder)) rmdirSync(folder);
    return undefined;
  }
}

const group = halfCpu();

test.skipIf(group === undefined)(
  'in a container with half a CPU one thread is measured, nothing spins, and the run says so',
  async () => {
    const home = await temporaryFolder();
    const bin = join(checkoutFolder, 'agent', 'dist', 'bin.js');
    const words = [process.execPath, bin, 'run', '--backend', 'wasm', '--kernel', 'read'];
    const enter = `echo $$ > ${group}/cgroup.procs && exec "$@"`;
    const { stdout } = spawnSync('sh', ['-c', enter, 'sh', ...words, '--format', 'json'], {
      encoding: 'utf8',
      env: { ...process.env, RIDGELINE_HOME: home.path },
    });
    await home.remove();
    rmdirSync(group ?? '');
    const { host, noise, run, softwarePaths } = submission.parse(JSON.parse(stdout));
    expect(host.room?.quotaCores).toBe(0.5);
    expect(softwarePaths.map(({ threads }) => threads)).toEqual([1]);
    expect(noise.wereCpusKeptAwake).toBeUndefined();
    expect(run.flags).toContain('cpu-quota');
  },
);
