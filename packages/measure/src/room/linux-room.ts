import { readCgroupLimits } from './cgroup-limits.ts';
import { parseCpuList } from './cpu-list.ts';
import type { CpuRoom } from './cpu-room.ts';
import { countCores, countNumaNodes, countSockets, readLinuxCpus } from './linux-topology.ts';
import { SystemFiles } from './system-files.ts';

/**
 * The room of a Linux process, from `/proc` and `/sys`, which need no privileges.
 * @param root folder that stands for `/`
 */
export function readLinuxRoom(root = '/'): CpuRoom {
  const files = new SystemFiles(root);
  const cpus = readLinuxCpus(files);
  const limits = readCgroupLimits(files);
  // The mask holds both what somebody asked for (taskset) and what the cpuset lets through.
  const [, mask = ''] =
    /^Cpus_allowed_list:\s*(.*)$/m.exec(files.text('proc/self/status') ?? '') ?? [];
  const listed = parseCpuList(mask);
  const allowed = new Set(listed.length > 0 ? listed : limits.cpus);
  const usable = cpus.filter(({ index }) => allowed.has(index));
  const { quotaCores, memoryLimitBytes } = limits;
  const memoryBytes = memoryTotalBytes(files.text('proc/meminfo') ?? '');
  const [sockets, numaNodes] = [countSockets(cpus), countNumaNodes(files)];
  const used = usable.length > 0 ? usable : cpus;
  return {
    machine: countCores(cpus),
    ...(sockets !== undefined && { sockets }),
    ...(numaNodes !== undefined && { numaNodes }),
    allowed: countCores(used),
    ...(quotaCores !== undefined && quotaCores < used.length && { quotaCores }),
    ...(memoryLimitBytes !== undefined && memoryLimitBytes < memoryBytes && { memoryLimitBytes }),
  };
}

/** Infinite where it is not told, which no limit reaches. */
function memoryTotalBytes(meminfo: string): number {
  const [, kibibytes] = /^MemTotal:\s*(\d+) kB$/m.exec(meminfo) ?? [];
  return kibibytes === undefined ? Number.POSITIVE_INFINITY : Number(kibibytes) * 1024;
}
