import type { Basis } from '@ridgeline/vocabulary/bases';

/** Number formats whose matmul rate a machine may have. 1 FMA = 2 flops (or 2 integer operations). */
export const computeDtypes: readonly ['f32', 'f16', 'int8'] = ['f32', 'f16', 'int8'];
export type ComputeDtype = (typeof computeDtypes)[number];

/** Weight formats whose dequantizing matrix-vector product may have been measured. */
export type MatvecDtype = 'f32' | 'f16' | 'q8_0' | 'q4_0';

/**
 * What the predictor knows of one device: its peaks and what they rest on.
 * All rates are of the whole device. A rate that is unknown is absent, never 0.
 */
export interface Machine {
  readonly kind: 'cpu' | 'gpu';
  /** As the catalogue spells it: NVIDIA, AMD, Intel, Apple, Qualcomm … */
  readonly vendor?: string;
  readonly basis: Basis;
  /** Memory that weights may occupy: device memory of a GPU, RAM of a CPU's host. */
  readonly memoryBytes?: number;
  /** Measured: sustained multi-stream read. Spec: the data sheet's peak. */
  readonly bandwidthBytesPerSecond: number;
  readonly computeFlopsPerSecond: Readonly<Partial<Record<ComputeDtype, number>>>;
  /** Measured weight-streaming rate of the dequantizing matvec, weight bytes with scales. */
  readonly matvecBytesPerSecond?: Readonly<Partial<Record<MatvecDtype, number>>>;
  /** Measured launch + synchronise latency of one kernel. */
  readonly dispatchSeconds?: number;
  /** Family with common matrix units, as the catalogue names it: ampere, rdna3, apple-m2 … */
  readonly architecture?: string;
  /** Runtime that would execute the model where it is known: CUDA, Metal, Vulkan, CPU … */
  readonly runtime?: string;
}
