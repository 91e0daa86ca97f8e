import * as library from 'gpu.js';
import type { GlContext } from './gl-context.ts';

/** Modes that are asked for by name. The automatic ones fall back silently, so they are never used. */
export type GpujsMode = 'cpu' | 'webasm' | 'webgpu' | 'headlessgl';

/** An array with a shape, as gpu.js wraps it. */
export type ShapedInput = object;

/** What a kernel resolves to: a typed array, nested rows of them, or a handle to device memory. */
export type GpujsResult = ArrayLike<number> | readonly GpujsResult[] | DeviceResult;

/** Result of a kernel in pipeline mode on a GPU: memory that stays there. */
export interface DeviceResult {
  readonly buffer?: GPUBuffer;
  toArray(): Promise<GpujsResult> | GpujsResult;
  delete(): void;
}

/** A compiled kernel; inputs are constants, so it takes no arguments. */
export interface GpujsKernel {
  (): Promise<GpujsResult> | GpujsResult;
  destroy(): void;
  readonly kernel?: {
    readonly constructor: { readonly mode: string };
    readonly fallbackReason?: string | null;
    readonly built?: boolean;
  };
}

/** Settings that a program of this suite needs. */
export interface GpujsKernelSettings {
  readonly output: readonly number[];
  readonly constants: Readonly<Record<string, number | Float32Array | ShapedInput>>;
  readonly strictIntegers: boolean;
  readonly loopMaxIterations: number;
  readonly pipeline: boolean;
  readonly asyncMode: boolean;
  /** Threads of the Wasm mode; gpu.js takes one for each hardware thread when absent. */
  readonly poolSize?: number;
}

interface GpujsLibrary {
  readonly GPU: {
    new (settings: {
      mode: GpujsMode;
    }): {
      createKernel(source: unknown, settings: GpujsKernelSettings): GpujsKernel;
      destroy(): Promise<void>;
    };
    readonly isWebAssemblySupported: boolean;
  };
  readonly WebAssemblyKernel: { readonly isThreadsSupported: boolean };
  readonly HeadlessGLKernel: { readonly isSupported: boolean; readonly testContext: GlContext };
  readonly WebGPUContext: {
    acquire(): Promise<{ readonly adapter: GPUAdapter; readonly device: GPUDevice }>;
    destroy(): Promise<void>;
  };
  input(values: Float32Array, shape: readonly number[]): ShapedInput;
}

/** Version of gpu.js that the lock file pins; the package does not export its own. */
export const gpujsVersion = '2.24.1';

/** gpu.js behind types of our own: its declarations lack the WebGPU classes and call `input` a type. */
export const gpujs: GpujsLibrary = library as unknown as GpujsLibrary;
