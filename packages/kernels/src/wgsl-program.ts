import type { ProblemSize } from './kernel-spec.ts';

/**
 * How an input array lies in device memory. `f32`: one word a value. `f16`: two halves a word.
 * `int8`/`int7`: four bytes a word, of the values of matmul's first and second int8 array. `q8_0`/`q4_0`: four or eight codes a word, in order from the lowest bits; their scales are an array
 * of their own, two f16 a word.
 */
export type WgslFormat =
  | 'f32'
  | 'f16'
  | 'int8'
  | 'int7'
  | 'q8_0'
  | 'q4_0'
  | 'q8_0-scales'
  | 'q4_0-scales';

/** An input array: `rows` × `columns` values row-major, padded with zeros to `pitch` and `paddedRows`. */
export interface WgslInput {
  /** Position among the kernel's inputs, which decides the seed; scales share that of their codes. */
  readonly position: number;
  readonly format: WgslFormat;
  readonly rows: number;
  readonly columns: number;
  readonly paddedRows: number;
  /** Values from one row to the next; whole words. */
  readonly pitch: number;
  /** The array holds the transpose of the kernel's input: its rows are the input's columns. */
  readonly isTransposed?: boolean;
}

/** One way to compute a kernel; the backend tries each and keeps the fastest. */
export interface WgslVariant {
  readonly name: string;
  /** WGSL with entry point `main`; inputs are bound at 0, 1 …, the output after them. */
  readonly code: string;
  readonly workgroups: readonly [number, number, number];
  /**
   * Threads wait for each other. On software adapters this gains nothing, and their compilers may
   * take seconds over it, so such variants are not tried there.
   */
  readonly hasBarriers: boolean;
  /**
   * Rests on an extension that no specification covers yet: it is used only after its answer was
   * checked on the problem at hand, and left out, not failed, where it does not compile or is wrong.
   */
  readonly isExperimental?: boolean;
}

/** Matrices that a device multiplies as one operation of a subgroup: f16 inputs, f32 sums. */
export interface MatrixUnits {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  /** Largest number of threads in a subgroup. */
  readonly subgroupSize: number;
}

/** What a variant may use of the device. */
export interface WgslLimits {
  readonly workgroupStorageBytes: number;
  readonly workgroupInvocations: number;
  /** Absent on most devices. */
  readonly matrixUnits?: MatrixUnits;
}

/** A kernel written by hand in WGSL. */
export interface WgslProgram {
  readonly kernel: string;
  readonly dtype: string;
  /** Feature of the device or of WGSL without which the program cannot run. */
  readonly feature?: 'shader-f16' | 'packed_4x8_integer_dot_product';
  inputs(size: ProblemSize): readonly WgslInput[];
  /** Words of the output, 4 bytes each. */
  outputWords(size: ProblemSize): number;
  readonly outputType: 'f32' | 'u32' | 'i32';
  /** Never empty; the seed only matters to kernels without input arrays. */
  variants(size: ProblemSize, limits: WgslLimits, seed: number): readonly WgslVariant[];
  /** Word of the output that holds element `index` of the answer. */
  locate(index: number, size: ProblemSize): number;
}

/** Largest number of workgroups in one dimension that every device accepts. */
export const mostWorkgroups = 65_535;

/** Rounds up to a multiple. */
export function padded(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
