import type { Submission } from '@ridgeline/schema/submission';

/** What of a CPU a run could use, where that is less than what is sold under its name. */
export interface CpuSlice {
  /** Cores, or a part of one: 0.5 is half a core's time. */
  readonly usedCores: number;
  /** Cores of the whole product, of all its sockets. */
  readonly wholeCores: number;
}

/** `AMD EPYC 7763 64-Core Processor` has 64, however few of them a virtual machine shows. */
function coresInName(...names: readonly (string | undefined)[]): number | undefined {
  const found = names.map((name) => /\b(\d+)-Core\b/i.exec(name ?? '')?.[1]);
  const cores = found.find((each) => each !== undefined);
  return cores === undefined ? undefined : Number(cores);
}

/**
 * The share of its CPU that a run could use: less in a container with a quota or a cpuset, under a mask, or
 * in a virtual machine that shows fewer cores than the CPU's name says. Undefined where it had all of
 * it, and where a virtual machine's CPU does not say how many cores it is sold with.
 */
export function cpuSlice({
  devices,
  host,
}: Pick<Submission, 'devices' | 'host'>): CpuSlice | undefined {
  const cpu = devices.find(({ kind }) => kind === 'cpu');
  if (cpu === undefined) return undefined;
  const shown = cpu.physicalCores ?? cpu.logicalCores ?? host.logicalCores;
  const named = coresInName(cpu.reportedName, cpu.name);
  const wholeCores = Math.max(shown, named ?? 0);
  const { allowed, quotaCores = Number.POSITIVE_INFINITY } = host.room ?? {};
  const allowedCores = allowed?.physicalCores ?? allowed?.logicalCores ?? shown;
  const usedCores = Math.min(allowedCores, quotaCores);
  return usedCores < wholeCores ? { usedCores, wholeCores } : undefined;
}

/** @example sliceWords({ usedCores: 2, wholeCores: 16 }, 'AMD Ryzen 9 9950X') // 2 of 16 cores of AMD Ryzen 9 9950X */
export function sliceWords({ usedCores, wholeCores }: CpuSlice, name: string): string {
  return `${usedCores} of ${wholeCores} cores of ${name}`;
}
