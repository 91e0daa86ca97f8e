import type { WgslVariant } from '@ridgeline/kernels/wgsl-program';
import type { Execution } from '../backend.ts';
import type { DeviceClock } from './device-clock.ts';
import type { ProblemBuffers } from './wgsl-buffers.ts';

/** Time that one submission may take: far from the 2 s after which operating systems reset a GPU. */
const submissionSeconds = 0.1;
const mostDispatchesPerSubmission = 256;

/** One variant compiled and bound to the arrays of a problem. */
export class WgslExecutable {
  readonly variant: WgslVariant;
  readonly #device: GPUDevice;
  readonly #pipeline: GPUComputePipeline;
  readonly #bindGroups: readonly GPUBindGroup[];
  readonly #clock: DeviceClock | undefined;
  #executionCount = 0;
  #secondsPerExecution = submissionSeconds;

  constructor(
    device: GPUDevice,
    variant: WgslVariant,
    pipeline: GPUComputePipeline,
    buffers: ProblemBuffers,
    clock: DeviceClock | undefined,
  ) {
    this.variant = variant;
    this.#device = device;
    this.#pipeline = pipeline;
    this.#clock = clock;
    this.#bindGroups = buffers.inputs.map((inputs) =>
      device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: [...inputs, buffers.output].map((buffer, binding) => ({
          binding,
          resource: { buffer },
        })),
      }),
    );
  }

  /** Executes `times` times in as few submissions as is safe, and waits for the last. */
  async execute(times: number): Promise<Execution> {
    const affordable = Math.floor(submissionSeconds / this.#secondsPerExecution);
    const chunk = Math.min(Math.max(1, affordable), mostDispatchesPerSubmission);
    const start = performance.now();
    for (let done = 0; done < times; done += chunk) {
      const count = Math.min(chunk, times - done);
      this.#submit(count, done === 0, done + count >= times);
      // Submissions that overlap keep the device busy; too many only pile up.
      if ((done / chunk) % 8 === 7) await this.#device.queue.onSubmittedWorkDone();
    }
    await this.#device.queue.onSubmittedWorkDone();
    const seconds = (performance.now() - start) / 1000;
    this.#secondsPerExecution = Math.max(seconds / times, 1e-7);
    const deviceSeconds = await this.#clock?.read();
    return { seconds, ...(deviceSeconds !== undefined && { deviceSeconds }) };
  }

  /** Executes one by one, waiting for each: a latency. */
  async executeApart(times: number): Promise<Execution> {
    const start = performance.now();
    for (let i = 0; i < times; i++) {
      this.#submit(1, false, false);
      await this.#device.queue.onSubmittedWorkDone();
    }
    return { seconds: (performance.now() - start) / 1000 };
  }

  /** Records one execution in a pass. */
  record(pass: GPUComputePassEncoder): void {
    const copy = this.#executionCount++ % this.#bindGroups.length;
    pass.setPipeline(this.#pipeline);
    pass.setBindGroup(0, this.#bindGroups[copy] ?? null);
    pass.dispatchWorkgroups(...this.variant.workgroups);
  }

  #submit(count: number, isFirst: boolean, isLast: boolean): void {
    const encoder = this.#device.createCommandEncoder();
    const timestampWrites = this.#clock?.writes(isFirst, isLast);
    const pass = encoder.beginComputePass(timestampWrites && { timestampWrites });
    for (let i = 0; i < count; i++) this.record(pass);
    pass.end();
    if (isLast) this.#clock?.resolve(encoder);
    this.#device.queue.submit([encoder.finish()]);
  }
}
