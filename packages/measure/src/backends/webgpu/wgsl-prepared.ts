import type { WgslProgram } from '@ridgeline/kernels/wgsl-program';
import { Failure } from '../../failure.ts';
import type { Execution, Prepared, PrepareRequest } from '../backend.ts';
import { chooseVariant, clearBuffer, type WgslDevice } from './choose-variant.ts';
import { DeviceClock } from './device-clock.ts';
import type { DeviceProduct } from './prove-kinds.ts';
import { readAnswer } from './read-answer.ts';
import { createBuffers, type ProblemBuffers } from './wgsl-buffers.ts';
import type { WgslExecutable } from './wgsl-executable.ts';

/** Fills the arrays of a problem on the device and picks the fastest variant of its program. */
export async function prepareWgsl(
  context: Omit<WgslDevice, 'clock'>,
  program: WgslProgram,
  request: PrepareRequest,
): Promise<WgslPrepared> {
  const { device } = context;
  const buffers = await createBuffers(device, program, request);
  const clock = DeviceClock.create(device);
  try {
    const chosen = await chooseVariant({ ...context, clock }, program, request, buffers);
    // Variants that were tried left their answers behind, in other places than the chosen one may write.
    clearBuffer(device, buffers.output);
    return new WgslPrepared(device, program, request, buffers, clock, chosen);
  } catch (error) {
    buffers.destroy();
    clock?.destroy();
    throw error;
  }
}

/** A problem on a device. */
export class WgslPrepared implements Prepared {
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
    this.#assertPresent();
    return execution;
  }

  async readOutput(from: number, count: number): Promise<ArrayLike<number>> {
    const { output } = this.#buffers;
    return readAnswer(this.#device, this.#program, this.#request.size, output, from, count);
  }

  /** The arrays and the chosen program of a product, for proofs. */
  asProduct(): DeviceProduct {
    const { inputs, output } = this.#buffers;
    const [a, b] = inputs[0] ?? [];
    if (a === undefined || b === undefined) throw new Error('This problem is no matrix product.');
    return {
      ...{ device: this.#device, a, b, c: output },
      multiply: (pass) => this.#executable.record(pass),
      assertPresent: () => this.#assertPresent(),
      dispose: () => void this.dispose(),
    };
  }

  #assertPresent(): void {
    if (!this.#isLost) return;
    throw new Failure('crash', 'The GPU device was lost (driver reset or unplugged).');
  }

  async dispose(): Promise<void> {
    this.#buffers.destroy();
    this.#clock?.destroy();
  }
}
