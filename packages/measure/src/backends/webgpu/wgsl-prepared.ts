import type { WgslProgram } from '@ridgeline/kernels/wgsl-program';
import type { Execution, Prepared, PrepareRequest } from '../backend.ts';
import { chooseVariant, type WgslDevice } from './choose-variant.ts';
import { DeviceClock } from './device-clock.ts';
import { readBuffer } from './read-buffer.ts';
import { createBuffers, type ProblemBuffers } from './wgsl-buffers.ts';
import type { WgslExecutable } from './wgsl-executable.ts';

/** Fills the arrays of a problem on the device and picks the fastest variant of its program. */
export async function prepareWgsl(
  context: Omit<WgslDevice, 'clock'>,
  program: WgslProgram,
  request: PrepareRequest,
): Promise<Prepared> {
  const { device } = context;
  const buffers = await createBuffers(device, program, request);
  const clock = DeviceClock.create(device);
  try {
    const chosen = await chooseVariant({ ...context, clock }, program, request, buffers);
    clear(device, buffers.output);
    return new WgslPrepared(device, program, request, buffers, clock, chosen);
  } catch (error) {
    buffers.destroy();
    clock?.destroy();
    throw error;
  }
}

/** Variants that were tried left their answers behind, in other places than the chosen one may write. */
function clear(device: GPUDevice, buffer: GPUBuffer): void {
  const encoder = device.createCommandEncoder();
  encoder.clearBuffer(buffer);
  device.queue.submit([encoder.finish()]);
}

const outputArrays = { f32: Float32Array, u32: Uint32Array, i32: Int32Array } as const;

class WgslPrepared implements Prepared {
  readonly variant: string;
  readonly #device: GPUDevice;
  readonly #program: WgslProgram;
  readonly #request: PrepareRequest;
  readonly #buffers: ProblemBuffers;
  readonly #clock: DeviceClock | undefined;
  readonly #executable: WgslExecutable;
  #isLost = false;

  constructor(
    device: GPUDevice,
    program: WgslProgram,
    request: PrepareRequest,
    buffers: ProblemBuffers,
    clock: DeviceClock | undefined,
    executable: WgslExecutable,
  ) {
    this.variant = executable.variant.name;
    this.#device = device;
    this.#program = program;
    this.#request = request;
    this.#buffers = buffers;
    this.#clock = clock;
    this.#executable = executable;
    void device.lost.then(() => {
      this.#isLost = true;
    });
  }

  async execute(times: number): Promise<Execution> {
    const isLatency = this.#request.kernel.rate === undefined;
    const execution = isLatency
      ? await this.#executable.executeApart(times)
      : await this.#executable.execute(times);
    // Work submitted to a lost device "finishes" at once: such a time must never be a sample.
    if (this.#isLost) throw new Error('The GPU device was lost (driver reset or unplugged).');
    return execution;
  }

  async readOutput(from: number, count: number): Promise<ArrayLike<number>> {
    const { size } = this.#request;
    const places = Array.from({ length: count }, (_, i) => this.#program.locate(from + i, size));
    const first = Math.min(places[0] ?? 0, places.at(-1) ?? 0);
    const last = Math.max(places[0] ?? 0, places.at(-1) ?? 0);
    const words = Math.min(last + 1, this.#program.outputWords(size)) - first;
    const bytes = await readBuffer(this.#device, this.#buffers.output, first * 4, words * 4);
    const raw = new outputArrays[this.#program.outputType](bytes);
    return places.map((place) => raw[place - first] ?? Number.NaN);
  }

  async dispose(): Promise<void> {
    this.#buffers.destroy();
    this.#clock?.destroy();
  }
}
