import { elementBytes } from '@ridgeline/kernels/element-bytes';
import type { KernelSpec, Preset, ProblemSize } from '@ridgeline/kernels/kernel-spec';
import { referenceOf } from '@ridgeline/kernels/references';
import { kernelSpecs } from '@ridgeline/kernels/specs';
import { assumedCacheBytes } from '@ridgeline/kernels/working-sets';
import type { Backend, BackendFacts } from './backends/backend.ts';

/** All sizes of one kernel in one dtype on one backend, cheapest first; empty when unsupported. */
export interface PlannedSeries {
  readonly kernel: KernelSpec;
  readonly dtype: string;
  readonly isSupported: boolean;
  readonly problems: readonly PlannedProblem[];
}

export interface PlannedProblem {
  readonly size: ProblemSize;
  readonly copies: number;
  /** Share of time beside other problems': 1 for a small one, up to 4 for one that takes long. */
  readonly weight: number;
  /** Why it cannot be measured, known before trying. */
  readonly obstacle?: string;
}

/** What a plan depends on beside the backend. */
export interface PlanContext {
  readonly preset: Preset;
  readonly cacheBytes: number;
  readonly memoryBytes: number;
  readonly kernels?: readonly string[] | undefined;
}

const mostCopies = 64;

/** Work that makes a problem take twice the time of one that is nothing but overhead. */
const weightyBytes = 2 ** 25;
const weightyFlops = 4e9;

/** The series that one backend measures, in the order of the suite. */
export function planBackend(
  backend: Backend,
  facts: BackendFacts,
  context: PlanContext,
): PlannedSeries[] {
  const isHardwareGpu = backend.deviceKind === 'gpu' && facts.adapter?.isSoftwareAdapter !== true;
  const machine = {
    preset: context.preset,
    deviceKind: isHardwareGpu ? ('gpu' as const) : ('cpu' as const),
    cacheBytes: facts.cacheBytes ?? (isHardwareGpu ? assumedCacheBytes.gpu : context.cacheBytes),
    memoryBytes: facts.memoryBytes ?? context.memoryBytes,
    // The caches of a software adapter are the CPU's, which the CPU's own engine shows.
    hasCurves: backend.drawsCurves === true && facts.adapter?.isSoftwareAdapter !== true,
  };
  const wanted = kernelSpecs
    .filter(({ id }) => context.kernels?.includes(id) ?? true)
    .filter(({ deviceKinds }) => deviceKinds?.includes(backend.deviceKind) ?? true);
  return wanted.flatMap((kernel) =>
    kernel.dtypes.map((dtype) => {
      const isSupported = backend.supports(kernel.id, dtype);
      const problems = isSupported
        ? kernel
            .sizes(machine, dtype)
            .map((size) => planProblem(kernel, dtype, size, machine, facts))
        : [];
      return { kernel, dtype, isSupported, problems };
    }),
  );
}

/** Weight of all problems of some series. */
export function weightOf(series: readonly PlannedSeries[]): number {
  const problems = series.flatMap((each) => each.problems);
  return problems.reduce((sum, { weight }) => sum + weight, 0);
}

function planProblem(
  kernel: KernelSpec,
  dtype: string,
  size: ProblemSize,
  machine: { readonly cacheBytes: number; readonly memoryBytes: number },
  facts: BackendFacts,
): PlannedProblem {
  const { bytes, flops } = kernel.cost(size, dtype);
  const weight = 1 + Math.min(3, bytes / weightyBytes + flops / weightyFlops);
  const affordable = Math.max(1, Math.floor(machine.memoryBytes / 4 / bytes));
  const wanted = Math.ceil((4 * machine.cacheBytes) / bytes);
  // A software adapter is too slow for caches to flatter it; filling copies would take all its time.
  const isRotated = kernel.isRotated && facts.adapter?.isSoftwareAdapter !== true;
  const copies = isRotated ? Math.min(wanted, affordable, mostCopies) : 1;
  const obstacle = softwareObstacle(kernel, facts) ?? arrayObstacle(kernel, dtype, size, facts);
  return { size, copies, weight, ...(obstacle !== undefined && { obstacle }) };
}

function softwareObstacle({ needsHardware }: KernelSpec, facts: BackendFacts): string | undefined {
  if (needsHardware !== true || facts.adapter?.isSoftwareAdapter !== true) return undefined;
  return "A software adapter has no memory of its own: what it takes is the host's.";
}

function arrayObstacle(
  kernel: KernelSpec,
  dtype: string,
  size: ProblemSize,
  { maximumArrayBytes }: BackendFacts,
): string | undefined {
  const arrays = referenceOf(kernel.id).inputs(size);
  const largest = Math.max(0, ...arrays.map(({ elements }) => elements * elementBytes(dtype)));
  if (maximumArrayBytes === undefined || largest <= maximumArrayBytes) return undefined;
  return `Needs an array of ${largest} bytes; the device takes at most ${maximumArrayBytes}.`;
}
