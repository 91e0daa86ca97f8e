import { cpus, totalmem } from 'node:os';
import { assumedCacheBytes } from '@ridgeline/kernels/working-sets';
import type { CpuRoom } from '@ridgeline/measure/room/cpu-room';
import { readRoom } from '@ridgeline/measure/room/read-room';
import type { Submission, SubmittedDevice } from '@ridgeline/schema/submission';
import { textFault } from '@ridgeline/schema/text';
import type { Systeminformation } from 'systeminformation';
import { type ComputerModel, readComputerModel } from './computer-model.ts';
import { normalizeCpuName, vendorOf } from './cpu-name.ts';

/** The computer and its CPU, from an allow-list of fields: nothing that names a person or a unit. */
export interface HostFacts {
  readonly host: Submission['host'];
  readonly cpu: SubmittedDevice;
  /** Last-level cache, or a usual size where the system does not tell. */
  readonly cacheBytes: number;
  readonly room: CpuRoom;
  /** What a run can have: the machine's memory, or what a container may use of it. */
  readonly usableMemoryBytes: number;
}

/** Instruction sets that say something about matrix and vector speed. */
const tellingInstructionSets = new Set([
  ...['sse4_2', 'avx', 'avx2', 'fma', 'f16c', 'avx_vnni', 'amx_tile', 'amx_int8', 'amx_bf16'],
  ...['avx512f', 'avx512bw', 'avx512_vnni', 'avx512_bf16', 'avx512_fp16'],
  ...['asimd', 'asimddp', 'asimdhp', 'sve', 'sve2', 'i8mm', 'bf16', 'sme'],
]);

/** Make text from the system fit to be sent: printable, trimmed, at most 120 characters. */
export function cleanText(text: string): string | undefined {
  const clean = [...text.normalize('NFC').replaceAll(/\p{C}/gu, ' ')].slice(0, 120).join('').trim();
  return clean === '' || textFault(clean) !== undefined ? undefined : clean;
}

/** Keep the entries that the system knows. */
function known<T extends object>(entries: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(entries).filter(([, value]) => value !== undefined && value !== 0);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}

type Cpu = Systeminformation.CpuData;

function cpuDevice(cpu: Cpu, memoryBytes: number, room: CpuRoom): SubmittedDevice {
  const reported = cpus()[0]?.model || `${cpu.manufacturer} ${cpu.brand}`;
  const name = cleanText(normalizeCpuName(reported)) ?? 'Unknown CPU';
  const reportedName = cleanText(reported);
  const flags = cpu.flags.split(/\s+/).filter((flag) => tellingInstructionSets.has(flag));
  const identity = [
    ['family', cpu.family],
    ['model', cpu.model],
    ['stepping', cpu.stepping],
  ].flatMap(([label, value]) => (value ? [`${label} ${value}`] : []));
  return {
    id: 'cpu0',
    kind: 'cpu',
    name,
    vendor: vendorOf(name, cpu.vendor || cpu.manufacturer),
    memoryBytes,
    isSoftwareAdapter: false,
    ...known({
      reportedName: reportedName === name ? undefined : reportedName,
      architecture: cleanText(identity.join(' ')),
      physicalCores: cpu.physicalCores || undefined,
      ...room.machine,
      sockets: room.sockets,
      numaNodes: room.numaNodes,
    }),
    caches: known({
      level1DataBytes: cpu.cache.l1d || undefined,
      level2Bytes: cpu.cache.l2 || undefined,
      level3Bytes: cpu.cache.l3 || undefined,
    }),
    ...(flags.length > 0 && { instructionSets: flags.sort() }),
  } as SubmittedDevice;
}

const platforms: Readonly<Record<string, Submission['host']['platform']>> = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'win32',
  freebsd: 'freebsd',
  android: 'android',
};

function cleanModel({ formFactor, hardwareModel, hardwareVendor }: ComputerModel) {
  return {
    formFactor,
    hardwareModel: cleanText(hardwareModel ?? ''),
    hardwareVendor: cleanText(hardwareVendor ?? ''),
  };
}

/** What of the machine a run can use, where that is less than all of it. */
function roomOf({
  machine,
  allowed,
  quotaCores,
  memoryLimitBytes,
}: CpuRoom): Pick<HostFacts['host'], 'room'> {
  const isWhole = allowed.logicalCores >= machine.logicalCores;
  const limits = known({ allowed: isWhole ? undefined : allowed, quotaCores, memoryLimitBytes });
  return Object.keys(limits).length > 0 ? { room: limits as HostFacts['host']['room'] } : {};
}

/** Ask the system; a field that it does not know is absent. */
export async function readHostFacts(): Promise<HostFacts> {
  // Loaded here: it is large, and most commands never ask the system.
  const { default: si } = await import('systeminformation');
  const [cpu, system, modules] = await Promise.all([si.cpu(), si.osInfo(), si.memLayout()]);
  const memoryBytes = totalmem();
  const room = readRoom();
  const [module] = modules;
  const host = {
    platform: platforms[process.platform] ?? 'other',
    architecture: process.arch,
    memoryBytes,
    logicalCores: room.machine.logicalCores,
    ...roomOf(room),
    ...known({
      osName: cleanText(system.distro),
      osVersion: cleanText(system.release),
      isVirtual: cpu.flags === '' ? undefined : cpu.flags.split(/\s+/).includes('hypervisor'),
      ...cleanModel(readComputerModel()),
      memoryType: cleanText(module?.type ?? ''),
      memoryTransfersPerSecond: module?.clockSpeed ? module.clockSpeed * 1e6 : undefined,
    }),
  } as HostFacts['host'];
  const { l2, l3 } = cpu.cache;
  return {
    host,
    cpu: cpuDevice(cpu, memoryBytes, room),
    cacheBytes: l3 || l2 || assumedCacheBytes.cpu,
    room,
    usableMemoryBytes: Math.min(memoryBytes, room.memoryLimitBytes ?? memoryBytes),
  };
}
