import type { CoreCounts, CpuRoom } from './cpu-room.ts';

/** Asks Windows for each socket; what `os.cpus()` counts ends at the 64 of one processor group. */
export const processorQuery =
  'Get-CimInstance Win32_Processor | Select-Object NumberOfCores,NumberOfLogicalProcessors | ConvertTo-Json -Compress';

/**
 * The room of a process on Windows.
 * @param json answer to {@link processorQuery}: an object, or an array of one for each socket
 * @param threads what this process may run at once, which on older Windows is one processor group
 */
export function parseWindowsRoom(json: string, threads: number): CpuRoom {
  const parsed: unknown = JSON.parse(json);
  const sockets = Array.isArray(parsed) ? parsed : [parsed];
  const total = (name: string): number =>
    sockets.reduce((sum: number, socket: Record<string, unknown>) => {
      const count = socket[name];
      return sum + (typeof count === 'number' && count > 0 ? count : 0);
    }, 0);
  const [physicalCores, logicalCores] = [
    total('NumberOfCores'),
    total('NumberOfLogicalProcessors'),
  ];
  if (logicalCores === 0) {
    return { machine: { logicalCores: threads }, allowed: { logicalCores: threads } };
  }
  const machine: CoreCounts = { logicalCores, ...(physicalCores > 0 && { physicalCores }) };
  const isWhole = threads >= logicalCores;
  return {
    machine,
    sockets: sockets.length,
    allowed: isWhole ? machine : shareOf(machine, threads),
  };
}

/** Threads of a mask, with as many cores as their share of the machine's. */
function shareOf({ logicalCores, physicalCores }: CoreCounts, threads: number): CoreCounts {
  if (physicalCores === undefined) return { logicalCores: threads };
  const siblings = logicalCores / physicalCores;
  return { logicalCores: threads, physicalCores: Math.max(1, Math.round(threads / siblings)) };
}
