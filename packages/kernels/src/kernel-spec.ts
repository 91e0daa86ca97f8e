import { arithmeticUnit } from '@ridgeline/units/arithmetic-unit';
import type { HeadlineId } from './headlines.ts';

/** Size of one problem by dimension, e.g. `{ m: 1024, n: 1024, k: 1024 }` or `{ elements: 4194304 }`. */
export type ProblemSize = Readonly<Record<string, number>>;

/** How long a run may take: quick 30 s, standard 120 s, full as long as its sizes need. */
export type Preset = 'quick' | 'standard' | 'full';

/** What the sizes of a kernel depend on: the preset and the memory system they must exceed. */
export interface SizeContext {
  readonly preset: Preset;
  /** Last-level cache of the device, in bytes. */
  readonly cacheBytes: number;
  /** Memory that the device may use, in bytes; the host's where a GPU does not tell its own. */
  readonly memoryBytes: number;
  readonly deviceKind: 'cpu' | 'gpu';
  /** Whether kernels that stream memory are asked over working sets of every cache. */
  readonly hasCurves: boolean;
}

/** Work of one execution. 1 FMA = 2 flops; bytes are those the algorithm must move, not cache traffic. */
export interface Cost {
  readonly flops: number;
  readonly bytes: number;
}

/** The figure a kernel is ranked by; `flops` or `bytes` of its cost over the time of one execution. */
export type KernelRate = 'computeFlopsPerSecond' | 'bandwidthBytesPerSecond';

/** The headline that a kernel feeds: with its rate, or with its duration where it has none. */
export interface FedHeadline {
  readonly id: HeadlineId;
  /** Among the kernels of one headline the lowest that was measured gives the figure. */
  readonly preference: number;
}

/**
 * A kernel: the smallest timed program, with the cost it declares. Pure data and arithmetic, so that
 * servers and pages import it without any backend. Programs and references lie beside it.
 */
export interface KernelSpec {
  /** Wire id, also the name of its folder. */
  readonly id: string;
  readonly title: string;
  /** One or two sentences for someone who has never heard of the kernel. */
  readonly summary: string;
  readonly dtypes: readonly string[];
  /** Keys of every {@link ProblemSize} of this kernel. */
  readonly dimensions: readonly string[];
  /** Sizes to measure, cheapest first, none where the preset is too short; a backend too slow for one skips it and the dearer ones. */
  sizes(context: SizeContext, dtype: string): readonly ProblemSize[];
  cost(size: ProblemSize, dtype: string): Cost;
  /** Absent for latencies, which are durations and no rate. */
  readonly rate?: KernelRate;
  /** Absent where devices are not compared by it. */
  readonly headline?: FedHeadline;
  /**
   * True for kernels that stream lists through memory: their working set decides what they measure, and
   * only what no cache holds counts for a headline (`isBeyondCaches` in `working-sets.ts`).
   */
  readonly isStream?: boolean;
  /** Largest accepted relative error of a verified answer. */
  tolerance(dtype: string, size: ProblemSize): number;
  /**
   * True when each execution must take its inputs from main memory: backends then cycle through as
   * many copies of the inputs as the plan asks for, so that no execution finds them in a cache.
   */
  readonly isRotated: boolean;
  /**
   * Small sizes, odd and even, whose answers every backend must get right before it is timed; the
   * first one gates each run, the conformance test takes them all.
   */
  readonly checkSizes: readonly ProblemSize[];
  /** Kinds of device that the kernel makes sense on; all when absent. */
  readonly deviceKinds?: readonly ('cpu' | 'gpu')[];
  /** True where a GPU that the CPU draws would only measure the CPU once more. */
  readonly needsHardware?: boolean;
  /** True when a size is a ceiling: the backend goes as far as it can and says how far it came. */
  readonly isLargestThatFits?: boolean;
  /** True when small integer inputs must give the exact answer, whatever the order of sums. */
  readonly isExactForIntegers: boolean;
}

/** Defines a kernel, checking at load what the wire format requires of it. */
export function defineKernel(spec: KernelSpec): KernelSpec {
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(spec.id)) {
    throw new Error(`Kernel id "${spec.id}" is not a wire id: use lower-case letters and dashes.`);
  }
  if (spec.dtypes.length === 0) throw new Error(`Kernel ${spec.id} names no dtype.`);
  return spec;
}

/** One dimension of a size; a missing one is a programming error, so it throws. */
export function dimension(size: ProblemSize, name: string): number {
  const value = size[name];
  if (value === undefined) throw new Error(`The size has no dimension "${name}".`);
  return value;
}

/** Work of one execution that a rate counts: flops or bytes. */
export function workOf(cost: Cost, rate: KernelRate): number {
  return rate === 'computeFlopsPerSecond' ? cost.flops : cost.bytes;
}

/** Unit of a kernel's figure in a dtype: of its rate, or seconds where it has none. */
export function figureUnit(
  rate: KernelRate | undefined,
  dtype: string,
): 'B/s' | 'FLOP/s' | 'OP/s' | 's' {
  if (rate === undefined) return 's';
  return rate === 'computeFlopsPerSecond' ? arithmeticUnit(dtype) : 'B/s';
}
