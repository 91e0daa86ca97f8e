import type { InputValues } from './input-values.ts';
import type { ProblemSize } from './kernel-spec.ts';
import type { WasmTuning } from './wasm/tuning.ts';
import type { WasmExports } from './wasm/wasm-exports.ts';
import type { WasmProof } from './wasm-proof.ts';

/** A problem as every thread of the team knows it. */
export interface WasmProblem {
  readonly kernel: string;
  readonly dtype: string;
  readonly size: ProblemSize;
  readonly seed: number;
  readonly values: InputValues;
  readonly copies: number;
  readonly threads: number;
  readonly tuning: WasmTuning;
}

/** What one thread works with: the kernels, the shared memory and the place of each array in it. */
export interface WasmThread {
  readonly wasm: WasmExports;
  readonly buffer: ArrayBufferLike;
  /** Addresses in the order of the program's `lengths`. */
  readonly addresses: readonly number[];
  readonly index: number;
  /** Waits for the whole team. */
  barrier(): void;
}

/** One thread's share of a problem. */
export interface WasmWork {
  /** Writes this thread's inputs and outputs, so that their pages lie near the thread. */
  fill(): void;
  /** Executes the kernel `times` times; the team meets before and after, not necessarily between. */
  run(times: number): void;
}

/** A kernel's program for the team: the same code runs on every thread with another index. */
export interface WasmProgram {
  readonly kernel: string;
  readonly dtypes: readonly string[];
  /** Why there is no program in some other dtypes, by dtype, where one might look for it. */
  readonly whyUnsupported?: Readonly<Record<string, string>>;
  /** True where the tile of the tuning decides which code runs. */
  readonly isTiled?: boolean;
  /** Bytes of each array. */
  lengths(problem: WasmProblem): readonly number[];
  work(problem: WasmProblem, thread: WasmThread): WasmWork;
  /** How challenges of the kernel are met; absent where there are none. */
  readonly proof?: WasmProof;
  /** The answer, read by the main thread. */
  answer(
    problem: WasmProblem,
    buffer: ArrayBufferLike,
    addresses: readonly number[],
  ): ArrayLike<number>;
}

/** Address of the array at `position` in the program's `lengths`. */
export function addressOf(addresses: readonly number[], position: number): number {
  const address = addresses[position];
  if (address === undefined) throw new Error(`The problem has no array ${position}.`);
  return address;
}
