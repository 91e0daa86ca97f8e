import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CpuRoom } from './cpu-room.ts';
import { readLinuxRoom } from './linux-room.ts';
import { threadCounts } from './thread-counts.ts';
import { unfoldMachine } from './unfold-machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'ridgeline-machines-'));
afterAll(() => rmSync(folder, { recursive: true }));

const gibi = 2 ** 30;
const alike = (count: number) => ({ logicalCores: count, physicalCores: count });
const pairs = (count: number) => ({ logicalCores: 2 * count, physicalCores: count });

/** What each machine of `machines/` has, what a process there may use, and the threads to try. */
const machines: Readonly<Record<string, readonly [CpuRoom, readonly number[]]>> = {
  'hybrid-i7-1370p': whole(
    { logicalCores: 20, physicalCores: 14, performanceCores: 6, efficiencyCores: 8 },
    { sockets: 1, numaNodes: 1 },
    [20, 14, 6],
  ),
  'hybrid-pinned-to-fast': [
    {
      machine: { logicalCores: 12, physicalCores: 8, performanceCores: 4, efficiencyCores: 4 },
      sockets: 1,
      allowed: { logicalCores: 8, physicalCores: 4, performanceCores: 4 },
    },
    [8, 4],
  ],
  'dgx-spark-gb10': whole(
    { ...alike(20), performanceCores: 10, efficiencyCores: 10 },
    { sockets: 1, numaNodes: 1 },
    [20, 10],
  ),
  // A phone calls each cluster a package.
  'phone-three-clusters': whole(
    { ...alike(8), performanceCores: 5, efficiencyCores: 3 },
    {},
    [8, 5],
  ),
  'arm-server-128': whole(alike(128), { sockets: 2, numaNodes: 4 }, [128]),
  'graviton-3-64': whole(alike(64), { sockets: 1, numaNodes: 1 }, [64]),
  'raspberry-pi-5': whole(alike(4), { sockets: 1 }, [4]),
  'exynos-5-armv7': whole(alike(2), { sockets: 1 }, [2]),
  'epyc-7451-two-sockets': whole(pairs(48), { sockets: 2, numaNodes: 8 }, [96, 48]),
  'epyc-9754-256-threads': [
    { machine: pairs(128), sockets: 1, numaNodes: 1, allowed: pairs(64) },
    [128, 64],
  ],
  'opteron-6276-four-sockets': whole(pairs(32), { sockets: 4, numaNodes: 8 }, [64, 32]),
  'xeon-x7550-old-kernel': whole(pairs(32), { sockets: 4, numaNodes: 3 }, [64, 32]),
  'xeon-some-offline': whole(alike(17), { sockets: 2, numaNodes: 1 }, [17]),
  'laptop-latitude-e4310': whole(pairs(2), { sockets: 1, numaNodes: 1 }, [4, 2]),
  virtualbox: whole(alike(2), { sockets: 1, numaNodes: 1 }, [2]),
  vmware: whole(pairs(8), { sockets: 2, numaNodes: 4 }, [16, 8]),
  'wsl2-xeon-e5-2680-v4': whole(pairs(28), { sockets: 1, numaNodes: 1 }, [56, 28]),
  'docker-cpus-1.5': [
    {
      machine: pairs(8),
      sockets: 1,
      allowed: pairs(8),
      quotaCores: 1.5,
      memoryLimitBytes: 4 * gibi,
    },
    [1],
  ],
  'docker-half-cpu': [{ machine: alike(4), sockets: 1, allowed: alike(4), quotaCores: 0.5 }, [1]],
  // No limit of memory: what version 1 writes for none is more than any machine has.
  'docker-v1-host-names': [
    { machine: pairs(8), sockets: 1, allowed: alike(6), quotaCores: 3 },
    [3],
  ],
  // The least of all groups above counts, not the process's own.
  'kubernetes-v1-limits': [
    {
      machine: pairs(16),
      sockets: 1,
      allowed: pairs(16),
      quotaCores: 2.5,
      memoryLimitBytes: 8 * gibi,
    },
    [2],
  ],
  'kubernetes-v2-ancestor': [
    {
      machine: pairs(32),
      sockets: 1,
      numaNodes: 2,
      allowed: pairs(32),
      quotaCores: 2,
      memoryLimitBytes: 16 * gibi,
    },
    [2],
  ],
  'lxc-cpuset': [{ machine: pairs(16), sockets: 1, allowed: alike(4) }, [4]],
  'slurm-v2-cpuset': [{ machine: alike(32), sockets: 4, numaNodes: 8, allowed: alike(6) }, [6]],
};

function whole(
  machine: CpuRoom['machine'],
  rest: Partial<CpuRoom>,
  threads: readonly number[],
): readonly [CpuRoom, readonly number[]] {
  return [{ machine, ...rest, allowed: machine }, threads];
}

const recorded = new URL('machines/', import.meta.url);

it('knows what every recorded machine has', () => {
  const files = readdirSync(recorded).map((name) => name.replace(/\.txt$/, ''));
  expect(files.sort()).toEqual(Object.keys(machines).sort());
});

describe.each(Object.entries(machines))('%s', (name, [room, threads]) => {
  const machine = unfoldMachine(new URL(`${name}.txt`, recorded), join(folder, name));

  it(`has its room and threads read: ${machine.title} (${machine.origin})`, () => {
    const read = readLinuxRoom(machine.root);
    expect(read).toEqual(room);
    expect(threadCounts(read)).toEqual(threads);
  });

  it('says where its files are from', () => {
    expect(machine.source).toMatch(/https:\/\//);
    expect(machine.origin).toMatch(/recorded|built from/);
  });
});

it('reads nothing from a folder without any file, and asks for one thread at least', () => {
  const read = readLinuxRoom(join(folder, 'nothing'));
  expect(read).toEqual({ machine: { logicalCores: 0 }, allowed: { logicalCores: 0 } });
  expect(threadCounts(read)).toEqual([1]);
});
