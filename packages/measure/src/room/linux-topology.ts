import { parseCpuList } from './cpu-list.ts';
import type { CoreCounts } from './cpu-room.ts';
import type { SystemFiles } from './system-files.ts';

const cpuFolder = 'sys/devices/system/cpu';

/** A hardware thread and where it sits. */
export interface LinuxCpu {
  readonly index: number;
  /** The same for threads that share a core; absent where the kernel does not tell. */
  readonly core?: string;
  readonly package?: number;
  readonly isFast?: boolean;
}

/** Every processor that is switched on. */
export function readLinuxCpus(files: SystemFiles): readonly LinuxCpu[] {
  const online = onlineCpus(files);
  const fast = fastCpus(files, online);
  return online.map((index) => {
    const place = `${cpuFolder}/cpu${index}/topology`;
    // A mask (older kernels) and a list name the same threads: either tells cores apart.
    const core = ['core_cpus_list', 'thread_siblings_list', 'core_cpus', 'thread_siblings']
      .map((name) => files.text(`${place}/${name}`))
      .find((text) => text !== undefined && text !== '');
    const socket = files.number(`${place}/physical_package_id`);
    return {
      index,
      ...(core !== undefined && { core }),
      ...(socket !== undefined && socket >= 0 && { package: socket }),
      ...(fast !== undefined && { isFast: fast.has(index) }),
    };
  });
}

function onlineCpus(files: SystemFiles): number[] {
  const listed = parseCpuList(files.text(`${cpuFolder}/online`) ?? '');
  if (listed.length > 0) return listed;
  const cpuinfo = files.text('proc/cpuinfo') ?? '';
  return [...cpuinfo.matchAll(/^processor\s*:\s*(\d+)/gm)].map(([, index]) => Number(index));
}

/**
 * What tells fast cores from slow ones: Arm's capacity (1024 is the fastest), and the guaranteed clock of
 * Intel's. The highest clock would not do: some cores of one sort are allowed more than others.
 */
const speedFiles = ['cpu_capacity', 'cpufreq/base_frequency'];

/** Fast ones of two sorts or more, as the counters of each sort list them or by their speed. */
function fastCpus(files: SystemFiles, online: readonly number[]): Set<number> | undefined {
  const listed = parseCpuList(files.text('sys/devices/cpu_core/cpus') ?? '');
  if (listed.length > 0 && files.text('sys/devices/cpu_atom/cpus')) return new Set(listed);
  for (const name of speedFiles) {
    const speeds = online.map((index) => files.number(`${cpuFolder}/cpu${index}/${name}`) ?? 0);
    const [slowest, fastest] = [Math.min(...speeds), Math.max(...speeds)];
    if (slowest === 0 || slowest === fastest) continue;
    return new Set(online.filter((_, place) => (speeds[place] ?? 0) > (slowest + fastest) / 2));
  }
  return undefined;
}

/** Counts threads and the cores that they lie on. */
export function countCores(cpus: readonly LinuxCpu[]): CoreCounts {
  const logicalCores = cpus.length;
  if (logicalCores === 0 || cpus.some(({ core }) => core === undefined)) return { logicalCores };
  const cores = (some: readonly LinuxCpu[]) => {
    return new Set(some.map((cpu) => `${cpu.package} ${cpu.core}`)).size;
  };
  const fast = cpus.filter(({ isFast }) => isFast === true);
  const slow = cpus.filter(({ isFast }) => isFast === false);
  return {
    logicalCores,
    physicalCores: cores(cpus),
    ...(fast.length > 0 && { performanceCores: cores(fast) }),
    ...(slow.length > 0 && { efficiencyCores: cores(slow) }),
  };
}

/** Older kernels draw a mask instead of a list. */
function hasBit(files: SystemFiles, folder: string): boolean {
  return /[1-9a-f]/.test(files.text(`${folder}/cpumap`) ?? '');
}

/** Memory nodes that have processors; undefined where the kernel does not tell. */
export function countNumaNodes(files: SystemFiles): number | undefined {
  const nodes = files.names('sys/devices/system/node').filter((name) => /^node\d+$/.test(name));
  const withCpus = nodes.filter((node) => {
    const folder = `sys/devices/system/node/${node}`;
    return /[\da-f]/.test(files.text(`${folder}/cpulist`) ?? '') || hasBit(files, folder);
  });
  return withCpus.length || undefined;
}

/**
 * Sockets, as far as the kernel tells: some boards name none, and phones call each cluster of fast or slow
 * cores a package.
 */
export function countSockets(cpus: readonly LinuxCpu[]): number | undefined {
  const sorts = new Set(cpus.map((cpu) => `${cpu.package} ${cpu.isFast}`));
  const packages = new Set(cpus.map((cpu) => cpu.package));
  const isSorted = cpus.some(({ isFast }) => isFast === true);
  if (isSorted && packages.size > 1 && sorts.size === packages.size) return undefined;
  const named = new Set(cpus.flatMap((cpu) => (cpu.package === undefined ? [] : [cpu.package])));
  return named.size || undefined;
}
