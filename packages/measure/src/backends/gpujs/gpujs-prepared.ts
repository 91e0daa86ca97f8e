import type { GpujsProgram } from '@ridgeline/kernels/gpujs-program';
import {
  type GpujsKernel,
  type GpujsMode,
  type GpujsResult,
  gpujs,
} from '../../gpu/gpujs-library.ts';
import { readBuffer } from '../../gpu/read-buffer.ts';
import type { Execution, Prepared, PrepareRequest } from '../backend.ts';
import { flattenResult } from './flatten-result.ts';
import { gpujsConstants } from './gpujs-inputs.ts';

/** WebGPU pipelines have no back-pressure: more calls than this in flight only pile up memory. */
const callsBetweenSyncs = 20;

/** Compiles a program for one mode and runs it once, so that a silent fallback is found before timing. */
export async function prepareGpujs(
  mode: GpujsMode,
  program: GpujsProgram,
  request: PrepareRequest,
  poolSize?: number,
): Promise<Prepared> {
  const library = new gpujs.GPU({ mode });
  const kernel = library.createKernel(program.source, {
    output: program.output(request.size),
    constants: gpujsConstants(program, request),
    strictIntegers: true,
    loopMaxIterations: 2 ** 30,
    // An OpenGL pipeline has nothing to wait on; without it each call ends with the answer on the host.
    pipeline: mode === 'cpu' || mode === 'webgpu',
    // Threads of the Wasm mode exist under the asynchronous contract only.
    asyncMode: mode === 'webasm',
    ...(poolSize !== undefined && { poolSize }),
  });
  const prepared = new GpujsPrepared(kernel, program, request, mode);
  try {
    await prepared.execute(1);
    assertMode(kernel, mode);
  } catch (error) {
    await prepared.dispose();
    throw error;
  }
  return prepared;
}

/** gpu.js degrades to its CPU mode without an error; a figure under the wrong name must not exist. */
function assertMode(kernel: GpujsKernel, mode: GpujsMode): void {
  const actual = kernel.kernel?.constructor.mode;
  const reason = kernel.kernel?.fallbackReason;
  if (actual !== mode || reason) {
    throw new Error(`gpu.js ran the kernel in mode ${actual} instead of ${mode}: ${reason ?? '?'}`);
  }
}

class GpujsPrepared implements Prepared {
  readonly #kernel: GpujsKernel;
  readonly #program: GpujsProgram;
  readonly #request: PrepareRequest;
  readonly #mode: GpujsMode;
  #result: GpujsResult | undefined;

  constructor(
    kernel: GpujsKernel,
    program: GpujsProgram,
    request: PrepareRequest,
    mode: GpujsMode,
  ) {
    this.#kernel = kernel;
    this.#program = program;
    this.#request = request;
    this.#mode = mode;
  }

  async execute(times: number): Promise<Execution> {
    // A kernel without a rate measures a latency: each execution is waited for alone.
    const stride = this.#request.kernel.rate === undefined ? 1 : callsBetweenSyncs;
    const start = performance.now();
    for (let i = 0; i < times; i++) {
      this.#result = await this.#kernel();
      if ((i + 1) % stride === 0) await this.#sync();
    }
    if (times % stride !== 0) await this.#sync();
    return { seconds: (performance.now() - start) / 1000 };
  }

  async #sync(): Promise<void> {
    if (this.#mode !== 'webgpu') return;
    const { device } = await gpujs.WebGPUContext.acquire();
    await device.queue.onSubmittedWorkDone();
  }

  async readOutput(from: number, count: number): Promise<ArrayLike<number>> {
    const { size } = this.#request;
    const elements = this.#program.answerElements(size);
    const places = Array.from({ length: Math.min(count, elements - from) }, (_, i) =>
      this.#program.locate(from + i, size),
    );
    const first = places.reduce((low, place) => Math.min(low, place), Number.POSITIVE_INFINITY);
    const last = places.reduce((high, place) => Math.max(high, place), 0);
    const raw = await this.#readRaw(first, last - first + 1);
    return places.map((place) => raw[place - first] ?? Number.NaN);
  }

  async #readRaw(from: number, count: number): Promise<Float32Array> {
    const result = this.#result;
    if (result === undefined) throw new Error('There is no answer before the first execution.');
    if (this.#mode === 'webgpu' && 'toArray' in result && result.buffer !== undefined) {
      const { device } = await gpujs.WebGPUContext.acquire();
      const bytes = await readBuffer(device, result.buffer, from * 4, count * 4);
      return new Float32Array(bytes);
    }
    const cells = this.#program.output(this.#request.size);
    const length = cells.reduce((product, cell) => product * cell, this.#program.components);
    const onHost = 'toArray' in result ? await result.toArray() : result;
    return flattenResult(onHost, length).subarray(from, from + count);
  }

  async dispose(): Promise<void> {
    const result = this.#result;
    this.#result = undefined;
    if (result !== undefined && 'delete' in result) result.delete();
    this.#kernel.destroy();
  }
}
