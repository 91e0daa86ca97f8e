import type { InputValues } from '@ridgeline/kernels/input-values';
import type { KernelSpec, ProblemSize } from '@ridgeline/kernels/kernel-spec';
import type { ProofRequest, Prover } from './prover.ts';

/** The device behind a graphics API, as the API names it. */
export interface AdapterFacts {
  readonly name: string;
  readonly vendor?: string;
  readonly architecture?: string;
  /** True when the CPU draws for this API (SwiftShader, lavapipe, WARP): labelled, never ranked as a GPU. */
  readonly isSoftwareAdapter: boolean;
}

/** What a backend runs on, for the record: every figure is published with these. */
export interface BackendFacts {
  readonly isAvailable: true;
  readonly runtimeName: string;
  readonly runtimeVersion: string;
  readonly libraryName?: string;
  readonly libraryVersion?: string;
  readonly api?: string;
  readonly driver?: string;
  readonly threads?: number;
  /** Numbers of threads that were tried, the most first, where there was more than one to choose from. */
  readonly triedThreads?: readonly number[];
  readonly adapter?: AdapterFacts;
  /** Memory and last-level cache of the device, where they differ from the host's. */
  readonly memoryBytes?: number;
  readonly cacheBytes?: number;
  /** Largest single array that the device takes, in bytes. */
  readonly maximumArrayBytes?: number;
  /** Longest single execution that the device is safe with: operating systems reset a GPU that hangs. */
  readonly longestExecutionSeconds?: number;
}

export type Probe = BackendFacts | { readonly isAvailable: false; readonly reason: string };

/** One problem to make ready: everything that is not timed happens in `prepare`. */
export interface PrepareRequest {
  readonly kernel: KernelSpec;
  readonly dtype: string;
  readonly size: ProblemSize;
  /** Inputs are generated from it (see `@ridgeline/kernels/input-values`), each where it is used. */
  readonly seed: number;
  readonly values: InputValues;
  /** Identical copies of the inputs to cycle through, one execution each; 1 for most kernels. */
  readonly copies: number;
}

export interface Execution {
  /** Wall seconds from before the first execution began until the last one's result was complete. */
  readonly seconds: number;
  /** The device's own clock over the same work, where it has one: a cross-check. */
  readonly deviceSeconds?: number;
}

/** A problem in memory, ready to be timed. */
export interface Prepared {
  /** Executes the kernel `times` times, back to back, and waits for the last. */
  execute(times: number): Promise<Execution>;
  /** Reads part of the answer of the latest execution. */
  readOutput(from: number, count: number): Promise<ArrayLike<number>>;
  /** The program that was chosen among the backend's own, for the record: a wire id. */
  readonly variant?: string;
  /** What could be had, for kernels whose size is a ceiling (`isLargestThatFits`). */
  readonly reachedSize?: ProblemSize;
  /** Frees all memory of the problem. */
  dispose(): Promise<void>;
}

/**
 * A way to execute kernels. A backend owns a table of its own programs; nothing outside it knows which
 * kernels it has, and it must not time, verify, choose sizes or print. Failures are thrown: the caller
 * turns them into a `failed` outcome with the error's message as the reason.
 */
export interface Backend {
  /** Wire id: `gpujs-cpu`, `gpujs-webgpu`, `webgpu`, `wasm` … */
  readonly id: string;
  readonly deviceKind: 'cpu' | 'gpu';
  /**
   * True of the engine that shows what its device can do: it measures every streaming kernel over
   * working sets of all caches. A submission has no room for the same from every other path.
   */
  readonly drawsCurves?: boolean;
  /** Finds out whether the backend can work here; never throws, and is cheap to repeat. */
  probe(): Promise<Probe>;
  /** Whether there is a program for the kernel in this dtype; asked after a successful probe. */
  supports(kernel: string, dtype: string): boolean;
  /** Why there is none, where more can be said than that: what the device or runtime lacks. */
  whyUnsupported?(kernel: string, dtype: string): string | undefined;
  prepare(request: PrepareRequest): Promise<Prepared>;
  /**
   * Makes memory ready for a challenge, which the programs that are timed will meet; absent where there
   * are none. What was prepared before gives nothing of use afterwards. The kinds are named by the
   * backend's definition.
   */
  prove?(request: ProofRequest): Promise<Prover>;
  /** Releases devices and threads; the backend may be probed again afterwards. */
  close(): Promise<void>;
}
