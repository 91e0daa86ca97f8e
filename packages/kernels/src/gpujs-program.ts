import type { ProblemSize } from './kernel-spec.ts';

/** What a gpu.js kernel function sees as `this`; constants are numbers, or arrays indexed by row. */
export interface GpujsThread {
  readonly thread: { readonly x: number; readonly y: number };
  // biome-ignore lint/suspicious/noExplicitAny: gpu.js gives every constant its own type by its value.
  readonly constants: any;
}

/** An input array of a program, as gpu.js lays it out: `width` elements in each of `height` rows. */
export interface GpujsInput {
  readonly constant: string;
  /** Position among the kernel's inputs, which decides the seed. */
  readonly position: number;
  /** Elements that the kernel's definition gives the array, row-major in rows of `sourceWidth`. */
  readonly sourceWidth: number;
  readonly sourceHeight: number;
  /** Shape in memory; what lies beyond the source is zero. */
  readonly width: number;
  readonly height: number;
}

/**
 * A kernel in the portable form of gpu.js: one function, translated to JavaScript, WebAssembly, GLSL
 * or WGSL. Loop bounds are constants and arrays are indexed by the thread or the loop variable
 * directly: bounds that gpu.js cannot see stop at 1000 iterations, and indices that pass through a
 * variable turn into f32 and go wrong above 2^24.
 */
export interface GpujsProgram {
  readonly kernel: string;
  readonly dtype: string;
  /** Must be a `function` expression: gpu.js reads its source. */
  readonly source: (this: GpujsThread) => number | number[];
  output(size: ProblemSize): readonly number[];
  /** Numbers that each output cell returns, 1 or 4. */
  readonly components: 1 | 4;
  inputs(size: ProblemSize): readonly GpujsInput[];
  constants(size: ProblemSize): Readonly<Record<string, number>>;
  /** Where element `index` of the kernel's answer lies in the flat output. */
  locate(index: number, size: ProblemSize): number;
  /** Elements of the answer; fewer than the reference reads are padded with zeros. */
  answerElements(size: ProblemSize): number;
}
