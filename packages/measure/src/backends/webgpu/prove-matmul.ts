import type { ChallengeMatmul } from '@ridgeline/kernels/verification/challenge-matmul';
import {
  challengeFillShader,
  digestShader,
  proofGroupSize,
} from '@ridgeline/kernels/verification/challenge-wgsl';
import { bufferUsage } from './gpu-constants.ts';
import { readBuffer } from './read-buffer.ts';

/** A prepared n × n × n product of f32 on a device. */
export interface DeviceMatmul {
  readonly device: GPUDevice;
  readonly a: GPUBuffer;
  readonly b: GPUBuffer;
  readonly c: GPUBuffer;
  /** Values from one row to the next, in A and in B and C. */
  readonly pitchOfA: number;
  readonly pitchOfC: number;
  /** Records C = A · B in a pass. */
  multiply(pass: GPUComputePassEncoder): void;
}

/** Repetitions under way at once: enough to keep the device busy. */
const repetitionsInFlight = 8;

interface Step {
  readonly pipeline: GPUComputePipeline;
  readonly bindGroup: GPUBindGroup;
}

async function stepOf(device: GPUDevice, code: string, buffers: GPUBuffer[]): Promise<Step> {
  const module = device.createShaderModule({ code });
  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module, entryPoint: 'main' },
  });
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
  const layout = pipeline.getBindGroupLayout(0);
  return { pipeline, bindGroup: device.createBindGroup({ layout, entries }) };
}

function record(pass: GPUComputePassEncoder, step: Step, groups: readonly [number, number]): void {
  pass.setPipeline(step.pipeline);
  pass.setBindGroup(0, step.bindGroup);
  pass.dispatchWorkgroups(...groups);
}

/**
 * Every row's digest of a challenge. Inputs are drawn, multiplied and digested on the device; only the
 * digests come back, and only at the end.
 */
export async function proveOnDevice(
  matmul: DeviceMatmul,
  challenge: ChallengeMatmul,
): Promise<Uint32Array> {
  const { a, b, c, device, pitchOfA, pitchOfC } = matmul;
  const { repetitions, rows: n } = challenge;
  if (n % proofGroupSize !== 0) throw new Error(`rows must be a multiple of ${proofGroupSize}.`);
  const bytes = 8 * n * repetitions;
  const digests = device.createBuffer({
    size: bytes,
    usage: bufferUsage.storage | bufferUsage.copySource,
  });
  const repetitionWord = device.createBuffer({
    size: 16,
    usage: bufferUsage.uniform | bufferUsage.copyTarget,
  });
  try {
    const fillCode = (matrix: 'a' | 'b', pitch: number) =>
      challengeFillShader(challenge, matrix, { n, pitch });
    const fillA = await stepOf(device, fillCode('a', pitchOfA), [a, repetitionWord]);
    const fillB = await stepOf(device, fillCode('b', pitchOfC), [b, repetitionWord]);
    const digestCode = digestShader({ n, pitch: pitchOfC });
    const digest = await stepOf(device, digestCode, [c, repetitionWord, digests]);
    const groups = n / proofGroupSize;
    for (let repetition = 0; repetition < repetitions; repetition++) {
      device.queue.writeBuffer(repetitionWord, 0, new Uint32Array([repetition]));
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      if (repetition === 0) record(pass, fillB, [groups, n]);
      record(pass, fillA, [groups, n]);
      matmul.multiply(pass);
      record(pass, digest, [groups, 1]);
      pass.end();
      device.queue.submit([encoder.finish()]);
      if (repetition % repetitionsInFlight === repetitionsInFlight - 1) {
        await device.queue.onSubmittedWorkDone();
      }
    }
    return new Uint32Array(await readBuffer(device, digests, 0, bytes));
  } finally {
    digests.destroy();
    repetitionWord.destroy();
  }
}
