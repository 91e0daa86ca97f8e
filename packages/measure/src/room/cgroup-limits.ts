import { parseCpuList } from './cpu-list.ts';
import type { SystemFiles } from './system-files.ts';

/** What the control groups of this process leave it. */
export interface CgroupLimits {
  readonly quotaCores?: number;
  readonly memoryLimitBytes?: number;
  /** Absent where no group names any. */
  readonly cpus?: readonly number[];
}

/** A hierarchy of groups as it is mounted here. */
interface Mount {
  /** Where it is mounted, without the first slash. */
  readonly folder: string;
  /** Which of its groups stands there: not the topmost one inside a container. */
  readonly root: string;
  readonly isUnified: boolean;
  readonly options: readonly string[];
}

/**
 * Limits of this process's groups and of all groups above them that can be seen, in version 1
 * (`cpu.cfs_quota_us`), in version 2 (`cpu.max`), and in both at once where a machine mixes them.
 */
export function readCgroupLimits(files: SystemFiles): CgroupLimits {
  const mounts = readMounts(files);
  const memberships = readMemberships(files.text('proc/self/cgroup') ?? '');
  const foldersOf = (controller: string): { unified: string[]; own: string[] } => {
    const unified = mounts.find(({ isUnified }) => isUnified);
    const own = mounts.find((each) => !each.isUnified && each.options.includes(controller));
    return {
      unified: lineage(unified, memberships.get('')),
      own: lineage(own, memberships.get(controller)),
    };
  };
  const cpu = foldersOf('cpu');
  const memory = foldersOf('memory');
  const quotas = [
    ...cpu.unified.map((folder) => quotaOfMax(files.text(`${folder}/cpu.max`))),
    ...cpu.own.map((folder) => quotaOfVersion1(files, folder)),
  ].filter((quota) => quota !== undefined);
  const limits = [
    ...memory.unified.map((folder) => files.number(`${folder}/memory.max`)),
    ...memory.own.map((folder) => files.number(`${folder}/memory.limit_in_bytes`)),
  ].filter((limit) => limit !== undefined);
  const cpus = readCpuset(files, foldersOf('cpuset'));
  return {
    ...(quotas.length > 0 && { quotaCores: Math.min(...quotas) }),
    ...(limits.length > 0 && { memoryLimitBytes: Math.min(...limits) }),
    ...(cpus.length > 0 && { cpus }),
  };
}

/** `36 25 0:30 /docker/1f /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu`: see proc_pid_mountinfo(5). */
function readMounts(files: SystemFiles): Mount[] {
  const mountinfo = files.text('proc/self/mountinfo') ?? '';
  return mountinfo.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ');
    const [, , , root = '/', folder = ''] = before.split(' ');
    const [type, , options = ''] = after.split(' ');
    if (type !== 'cgroup' && type !== 'cgroup2') return [];
    const isUnified = type === 'cgroup2';
    return [{ folder: folder.replace(/^\//, ''), root, isUnified, options: options.split(',') }];
  });
}

/** The group of each controller; that of version 2 has no name. */
function readMemberships(text: string): Map<string, string> {
  const groups = text.split('\n').flatMap((line): [string, string][] => {
    const match = /^\d+:([^:]*):(.*)$/.exec(line);
    const [, controllers = '', path = '/'] = match ?? [];
    return match === null ? [] : controllers.split(',').map((name) => [name, path]);
  });
  return new Map(groups);
}

/** Folders of a group and of those above it, as far as they are mounted here. */
function lineage(mount: Mount | undefined, group: string | undefined): string[] {
  if (mount === undefined) return [];
  const isInside = group === mount.root || group?.startsWith(mount.root.replace(/\/?$/, '/'));
  // A container that keeps the names of its host has its own group mounted as the topmost one.
  const inner = isInside && group !== undefined ? group.slice(mount.root.length) : '';
  const names = inner.split('/').filter((name) => name !== '' && name !== '..');
  return [
    mount.folder,
    ...names.map((_, depth) => [mount.folder, ...names.slice(0, depth + 1)].join('/')),
  ];
}

/** `50000 100000` is half a CPU; `max 100000` is no limit. */
function quotaOfMax(text: string | undefined): number | undefined {
  const [quota, period = 100_000] = (text ?? '').split(/\s+/).map(Number);
  return quota !== undefined && quota > 0 && period > 0 ? quota / period : undefined;
}

function quotaOfVersion1(files: SystemFiles, folder: string): number | undefined {
  const quota = files.number(`${folder}/cpu.cfs_quota_us`) ?? -1;
  const period = files.number(`${folder}/cpu.cfs_period_us`) ?? 0;
  return quota > 0 && period > 0 ? quota / period : undefined;
}

/** The processors of the innermost group that names some. */
function readCpuset(files: SystemFiles, folders: { unified: string[]; own: string[] }): number[] {
  const names = ['cpuset.cpus.effective', 'cpuset.effective_cpus', 'cpuset.cpus', 'cpus'];
  const lists = [...folders.own.toReversed(), ...folders.unified.toReversed()].flatMap((folder) =>
    names.map((name) => parseCpuList(files.text(`${folder}/${name}`) ?? '')),
  );
  return lists.find((list) => list.length > 0) ?? [];
}
