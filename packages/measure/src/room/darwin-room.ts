import type { CoreCounts, CpuRoom } from './cpu-room.ts';

/** What `sysctl` is asked for. */
export const sysctlNames: readonly string[] = [
  ...['hw.logicalcpu', 'hw.physicalcpu', 'hw.packages', 'hw.nperflevels'],
  ...['hw.perflevel0.physicalcpu', 'hw.perflevel1.physicalcpu', 'hw.perflevel2.physicalcpu'],
];

/**
 * The room of a process on macOS, which has neither masks nor quotas. Performance level 0 is the fastest.
 * @param text lines of `sysctl` such as `hw.physicalcpu: 10`
 */
export function parseDarwinRoom(text: string): CpuRoom {
  const values = new Map(
    [...text.matchAll(/^([\w.]+): (\d+)$/gm)].map(([, name, value]) => [name, Number(value)]),
  );
  const [logicalCores = 1, physicalCores] = [
    values.get('hw.logicalcpu'),
    values.get('hw.physicalcpu'),
  ];
  const levels = [0, 1, 2].map((level) => values.get(`hw.perflevel${level}.physicalcpu`) ?? 0);
  const [performanceCores = 0, ...slower] = levels;
  const efficiencyCores = slower.reduce((sum, count) => sum + count, 0);
  const machine: CoreCounts = {
    logicalCores,
    ...(physicalCores !== undefined && { physicalCores }),
    ...(efficiencyCores > 0 && { performanceCores, efficiencyCores }),
  };
  const sockets = values.get('hw.packages');
  return { machine, ...(sockets !== undefined && { sockets }), allowed: machine };
}
