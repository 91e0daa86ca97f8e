import { inputSeed } from '@ridgeline/kernels/input-values';
import { fillGroupSize, fillShader, inputWords } from '@ridgeline/kernels/input-words-wgsl';
import { scaleSeedOffset } from '@ridgeline/kernels/matvec/weights';
import type { WgslInput, WgslProgram } from '@ridgeline/kernels/wgsl-program';
import { Failure } from '../../failure.ts';
import { bufferUsage } from '../../gpu/gpu-constants.ts';
import type { PrepareRequest } from '../backend.ts';

/** Buffers of one prepared problem. */
export interface ProblemBuffers {
  /** One list of inputs for each copy. */
  readonly inputs: readonly (readonly GPUBuffer[])[];
  readonly output: GPUBuffer;
  destroy(): void;
}

const fillGroups = 4096;

/** Allocates the arrays of a problem and lets the device fill them: nothing is uploaded. */
export async function createBuffers(
  device: GPUDevice,
  program: WgslProgram,
  request: PrepareRequest,
): Promise<ProblemBuffers> {
  const all: GPUBuffer[] = [];
  const create = (words: number, usage: number): GPUBuffer => {
    const buffer = device.createBuffer({ size: Math.max(16, Math.ceil(words / 4) * 16), usage });
    all.push(buffer);
    return buffer;
  };
  device.pushErrorScope('out-of-memory');
  device.pushErrorScope('validation');
  const { storage, copySource, copyTarget } = bufferUsage;
  const first = program.inputs(request.size).map((input) => {
    const buffer = create(inputWords(input), storage | copySource);
    fill(device, buffer, input, request);
    return buffer;
  });
  const others = Array.from({ length: request.copies - 1 }, () =>
    first.map((original) => {
      const buffer = create(original.size / 4, storage | copyTarget);
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(original, 0, buffer, 0, original.size);
      device.queue.submit([encoder.finish()]);
      return buffer;
    }),
  );
  const words = program.outputWords(request.size);
  const output = create(words, storage | copySource | copyTarget);
  await device.queue.onSubmittedWorkDone();
  const errors = [await device.popErrorScope(), await device.popErrorScope()];
  const destroy = () => {
    for (const buffer of all) buffer.destroy();
  };
  const error = errors.find((found) => found !== null);
  if (error) {
    destroy();
    throw new Failure('no-room', `The device could not hold the arrays: ${error.message}`);
  }
  return { inputs: [first, ...others], output, destroy };
}

function fill(
  device: GPUDevice,
  buffer: GPUBuffer,
  input: WgslInput,
  { seed, values }: PrepareRequest,
): void {
  const offset = input.format.endsWith('-scales') ? scaleSeedOffset : 0;
  const arraySeed = (inputSeed(seed, input.position) + offset) | 0;
  const groups = Math.min(fillGroups, Math.ceil(inputWords(input) / fillGroupSize));
  const code = fillShader(input, arraySeed, values, groups * fillGroupSize);
  const pipeline = device.createComputePipeline({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code }), entryPoint: 'main' },
  });
  const bindGroup = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [{ binding: 0, resource: { buffer } }],
  });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindGroup);
  pass.dispatchWorkgroups(groups);
  pass.end();
  device.queue.submit([encoder.finish()]);
}
