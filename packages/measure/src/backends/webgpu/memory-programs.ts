import { fillInput, inputSeed } from '@ridgeline/kernels/input-values';
import { dimension } from '@ridgeline/kernels/kernel-spec';
import { bufferUsage, mapModeRead } from '../../gpu/gpu-constants.ts';
import { readBuffer } from '../../gpu/read-buffer.ts';
import type { Prepared, PrepareRequest } from '../backend.ts';
import { prepareGpuCapacity } from './gpu-capacity.ts';

/** A kernel that moves memory instead of running a shader. */
export interface MemoryProgram {
  readonly kernel: string;
  readonly dtype: string;
  prepare(device: GPUDevice, request: PrepareRequest): Promise<Prepared>;
}

function hostValues({ size, seed, values }: PrepareRequest): Float32Array<ArrayBuffer> {
  const array = new Float32Array(dimension(size, 'elements'));
  fillInput(array, inputSeed(seed, 0), values);
  return array;
}

/** Times `step` over and over, each waited for: transfers do not overlap with anything. */
async function repeat(times: number, step: () => Promise<unknown>): Promise<{ seconds: number }> {
  const start = performance.now();
  for (let i = 0; i < times; i++) await step();
  return { seconds: (performance.now() - start) / 1000 };
}

const toDevice: MemoryProgram = {
  kernel: 'transfer-to-device',
  dtype: 'f32',
  async prepare(device, request) {
    const values = hostValues(request);
    const buffer = device.createBuffer({
      size: values.byteLength,
      usage: bufferUsage.copyTarget | bufferUsage.copySource,
    });
    return {
      execute: (times) =>
        repeat(times, () => {
          device.queue.writeBuffer(buffer, 0, values);
          return device.queue.onSubmittedWorkDone();
        }),
      readOutput: async (from, count) =>
        new Float32Array(await readBuffer(device, buffer, from * 4, count * 4)),
      dispose: async () => buffer.destroy(),
    };
  },
};

const toHost: MemoryProgram = {
  kernel: 'transfer-to-host',
  dtype: 'f32',
  async prepare(device, request) {
    const values = hostValues(request);
    const size = values.byteLength;
    const { copySource, copyTarget, mapRead } = bufferUsage;
    const buffer = device.createBuffer({ size, usage: copySource | copyTarget });
    const staging = device.createBuffer({ size, usage: copyTarget | mapRead });
    device.queue.writeBuffer(buffer, 0, values);
    const answer = new Float32Array(values.length);
    const fetch = async () => {
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(buffer, 0, staging, 0, size);
      device.queue.submit([encoder.finish()]);
      await staging.mapAsync(mapModeRead);
      answer.set(new Float32Array(staging.getMappedRange()));
      staging.unmap();
    };
    return {
      execute: (times) => repeat(times, fetch),
      readOutput: async (from, count) => answer.subarray(from, from + count),
      async dispose() {
        buffer.destroy();
        staging.destroy();
      },
    };
  },
};

const capacity: MemoryProgram = {
  kernel: 'capacity',
  dtype: 'i32',
  prepare: prepareGpuCapacity,
};

/** Everything that is about memory rather than a shader. */
export const memoryPrograms: readonly MemoryProgram[] = [toDevice, toHost, capacity];
