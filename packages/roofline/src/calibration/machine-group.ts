import type { Machine } from '../machine.ts';

/** Keys of the groups that a machine belongs to, general to specific. */
export interface MachineGroup {
  /** `nvidia`; `cpu` for processors, which share more with each other than with GPUs. */
  readonly vendor: string;
  /** `nvidia/cuda`; results of May 2024 (`nvidia/cuda-2024`) predate the integer matrix kernels. */
  readonly family: string;
  /** `nvidia/cuda fa`: the runtime as the source writes it. */
  readonly backend: string;
}

/** Runtime that people use on a vendor's devices when none is named. */
const usualRuntimes: Readonly<Record<string, string>> = {
  nvidia: 'cuda',
  amd: 'vulkan',
  intel: 'vulkan',
  apple: 'metal',
};

/** The groups of a machine. `(llama.cpp)` after a runtime marks the collection of May 2024. */
export function machineGroup(machine: Pick<Machine, 'kind' | 'vendor' | 'runtime'>): MachineGroup {
  const maker = machine.vendor?.toLowerCase() ?? '';
  const vendor = machine.kind === 'cpu' ? 'cpu' : maker;
  const runtime = (machine.runtime ?? usualRuntimes[vendor] ?? '').toLowerCase();
  const name = /^[a-z0-9]+/.exec(runtime)?.[0] ?? '';
  const era = runtime.endsWith('(llama.cpp)') ? '-2024' : '';
  return { vendor, family: `${vendor}/${name}${era}`, backend: `${vendor}/${runtime}` };
}
