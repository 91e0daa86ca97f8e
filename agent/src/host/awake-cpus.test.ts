import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { keepCpusAwake, spinWhileChildOf } from './awake-cpus.ts';

function shellOf(parent: number) {
  return spawn('sh', ['-c', spinWhileChildOf(parent)], { stdio: 'ignore' });
}

test.skipIf(process.platform !== 'linux')(
  'what keeps a processor awake ends when its agent is gone, even if that died before it began',
  async () => {
    const orphan = shellOf(process.ppid);
    expect(await once(orphan, 'exit')).toEqual([expect.any(Number), null]);
    const child = shellOf(process.pid);
    const ended = once(child, 'exit');
    expect(await Promise.race([ended, sleep(300, 'spins')])).toBe('spins');
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
  },
);

test('under a quota nothing spins, since it would use up the time of what is measured', async () => {
  const eight = { logicalCores: 8 };
  const awake = await keepCpusAwake({ machine: eight, allowed: eight, quotaCores: 0.5 });
  expect(awake.processIds).toEqual([]);
  await awake.release();
});
