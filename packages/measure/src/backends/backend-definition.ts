import type { GpuSource } from '../gpu/gpu-device.ts';
import type { Backend } from './backend.ts';

/** A package that a backend needs and that may be absent: it is found where it is installed. */
export interface OptionalPackage {
  readonly name: string;
  /** The one that `package.json` pins; absent where the user chooses. */
  readonly version?: string;
  /** What to know before installing it. */
  readonly words?: string;
}

/** What a platform lends to backends: `node-host.ts` what Node has, a page its own. */
export interface BackendHost {
  /** Numbers of threads worth trying, the most first: see `room/thread-counts.ts`. */
  readonly threadCounts: readonly number[];
  readonly gpu: GpuSource;
  /** The file of `wasm/node-engine.ts`, or of its bundle. */
  readonly wasmEngine: URL;
  /**
   * Imports an optional package.
   * @throws Error that says how to install it, and names no folder of this machine
   */
  load(optionalPackage: OptionalPackage): Promise<unknown>;
}

/**
 * What is known of a backend before any of its code is loaded: choices of the command line, processes,
 * what a bundle leaves out, and the tests that every backend must pass derive from it.
 */
export interface BackendDefinition {
  /** Wire id: `gpujs-cpu`, `webgpu`, `wasm` … */
  readonly id: string;
  /** For people, where backends are listed. */
  readonly title: string;
  /** Backends of one group share a process, in the order of the list; absent of one that has its own. */
  readonly group?: string;
  /** Share of the run's time beside the other backends'. */
  readonly timeShare: number;
  /** Ids of the kinds of challenge that it meets (`Backend.prove`); absent where it meets none. */
  readonly proves?: readonly string[];
  /** Whether a web page can run it. */
  readonly runsInPages?: true;
  readonly optionalPackage?: OptionalPackage;
  /**
   * Which GPU it runs on: the one that `BackendHost.gpu` opens, so that each can be measured, or the one that its
   * own API prefers. Absent of backends that run on the CPU.
   */
  readonly gpu?: 'chosen' | 'preferred';
  /** Makes the backend. Its code is loaded here and not before. */
  create(host: BackendHost): Promise<Backend>;
}
