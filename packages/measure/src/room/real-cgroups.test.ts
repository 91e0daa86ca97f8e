/// <reference types="node" />
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CpuRoom } from './cpu-room.ts';

const name = `ridgeline-test-${process.pid}`;

/** Where groups of a controller can be made on this machine; undefined where they cannot. */
function groupOf(controller: string): string | undefined {
  const version1 = join('/sys/fs/cgroup', controller, name);
  const isListed = existsSync(join('/sys/fs/cgroup', controller, 'cgroup.procs'));
  const folder = isListed ? version1 : join('/sys/fs/cgroup', name);
  try {
    mkdirSync(folder);
    const limit = controller === 'memory' ? 'memory.max' : 'cpu.max';
    if (isListed || existsSync(join(folder, limit))) return folder;
    rmdirSync(folder);
    return undefined;
  } catch {
    return undefined;
  }
}

const groups = { cpu: groupOf('cpu'), memory: groupOf('memory') };
afterAll(() => {
  for (const folder of new Set(Object.values(groups))) if (folder) rmdirSync(folder);
});

function write(folder: string, file: string, text: string): void {
  writeFileSync(join(folder, file), text);
}

/** The room that a process in these groups finds. */
function roomIn(...folders: readonly string[]): CpuRoom {
  const room = new URL('read-room.ts', import.meta.url).href;
  const program = `import { readRoom } from '${room}'; console.log(JSON.stringify(readRoom()));`;
  const enter = folders.map((folder) => `echo $$ > ${folder}/cgroup.procs`).join(' && ');
  const words = [process.execPath, '--input-type=module', '-e', program];
  const shell = spawnSync('sh', ['-c', `${enter} && exec "$@"`, 'sh', ...words], {
    encoding: 'utf8',
  });
  return JSON.parse(shell.stdout) as CpuRoom;
}

describe('a process in a real control group', () => {
  it.skipIf(groups.cpu === undefined)('finds that it may use half a CPU', () => {
    const folder = groups.cpu ?? '';
    if (existsSync(join(folder, 'cpu.max'))) write(folder, 'cpu.max', '50000 100000');
    else write(folder, 'cpu.cfs_quota_us', '50000');
    expect(roomIn(folder).quotaCores).toBe(0.5);
    const inner = join(folder, 'inner');
    mkdirSync(inner);
    expect(roomIn(inner).quotaCores).toBe(0.5);
    rmdirSync(inner);
  });

  it.skipIf(groups.memory === undefined)('finds how much memory it may use', () => {
    const folder = groups.memory ?? '';
    const file = ['memory.max', 'memory.limit_in_bytes'].find((each) => {
      return existsSync(join(folder, each));
    });
    write(folder, file ?? '', `${2 ** 29}`);
    expect(roomIn(folder).memoryLimitBytes).toBe(2 ** 29);
  });

  it.skipIf(availableParallelism() < 2 || spawnSync('taskset', ['-V']).status !== 0)(
    'finds the processors that taskset leaves it',
    () => {
      const room = new URL('read-room.ts', import.meta.url).href;
      const program = `import { readRoom } from '${room}'; console.log(JSON.stringify(readRoom()));`;
      const words = ['-c', '0', process.execPath, '--input-type=module', '-e', program];
      const { stdout } = spawnSync('taskset', words, { encoding: 'utf8' });
      const { allowed, machine } = JSON.parse(stdout) as CpuRoom;
      expect(allowed.logicalCores).toBe(1);
      expect(machine.logicalCores).toBeGreaterThan(1);
    },
  );
});
