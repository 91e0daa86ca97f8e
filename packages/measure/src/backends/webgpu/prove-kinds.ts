import type {
  ChallengeCounts,
  ChallengeKind,
} from '@ridgeline/kernels/verification/challenge-kind';
import {
  digestShader,
  drawArrayShader,
  drawGroupSize,
  drawMatrixShader,
  groupsAcross,
  mixShader,
  wordsOfRow,
} from '@ridgeline/kernels/verification/challenge-wgsl';
import { blockLines, blockWords, mixings } from '@ridgeline/kernels/verification/read-array';
import { Failure } from '../../failure.ts';
import { bufferUsage } from '../../gpu/gpu-constants.ts';
import type { Prover } from '../prover.ts';
import { createChain, proveOnDevice } from './device-prover.ts';
import { recordStep, type ShaderStep, shaderStep } from './shader-step.ts';

/** A prepared n × n × n product on a device, its arrays without gaps. */
export interface DeviceProduct {
  readonly device: GPUDevice;
  readonly a: GPUBuffer;
  readonly b: GPUBuffer;
  readonly c: GPUBuffer;
  /** Records C = A · B. */
  multiply(pass: GPUComputePassEncoder): void;
  assertPresent(): void;
  dispose(): void;
}

/** Products of one format: drawn, multiplied and hashed on the device. */
export async function proveProduct(
  product: DeviceProduct,
  kind: ChallengeKind,
  counts: ChallengeCounts,
): Promise<Prover> {
  const { a, assertPresent, b, c, device, dispose, multiply } = product;
  const { places: n } = counts;
  const chained = createChain(device, kind, counts);
  const groups = [wordsOfRow(kind.dtype, n) / drawGroupSize, n] as const;
  const draw = (matrix: 'a' | 'b', to: GPUBuffer) =>
    shaderStep(device, drawMatrixShader(kind.dtype, matrix, n), [chained.chain, to], groups);
  const draws = [await draw('a', a), await draw('b', b)];
  const record = (pass: GPUComputePassEncoder): void => {
    for (const step of draws) recordStep(pass, step);
    multiply(pass);
  };
  const rounds = { kind, counts, answer: c, filling: [], record, assertPresent, dispose };
  return proveOnDevice(device, rounds, chained);
}

/** Passes over an array that the device fills. */
export async function proveRead(
  device: GPUDevice,
  kind: ChallengeKind,
  counts: ChallengeCounts,
): Promise<Prover> {
  const { places: blocks } = counts;
  const chained = createChain(device, kind, counts);
  const usage = bufferUsage.storage | bufferUsage.copySource;
  device.pushErrorScope('out-of-memory');
  device.pushErrorScope('validation');
  const create = (words: number) => device.createBuffer({ size: 4 * words, usage });
  const words = blocks * blockWords;
  const buffers = [create(words), create(words), create(blocks)] as const;
  const errors = [await device.popErrorScope(), await device.popErrorScope()];
  const error = errors.find((found) => found !== null);
  if (error) throw new Failure('no-room', `The device could not hold the array: ${error.message}`);
  const [first, second, answer] = buffers;
  const across = (groups: number) => [groupsAcross, groups / groupsAcross] as const;
  const whole = across(words / drawGroupSize);
  const filling: ShaderStep[] = [
    await shaderStep(device, drawArrayShader(), [chained.chain, first], whole),
  ];
  for (let mixing = 0; mixing < mixings; mixing++) {
    const [from, to] = mixing % 2 === 0 ? [first, second] : [second, first];
    const code = mixShader(mixing, blocks * blockLines);
    filling.push(await shaderStep(device, code, [chained.chain, from, to], whole));
  }
  const read = [chained.chain, first, answer];
  const digest = await shaderStep(device, digestShader(), read, across(blocks / 2));
  let isLost = false;
  void device.lost.then(() => {
    isLost = true;
  });
  return proveOnDevice(
    device,
    {
      ...{ kind, counts, answer, filling },
      record: (pass) => recordStep(pass, digest),
      assertPresent() {
        if (isLost) throw new Failure('crash', 'The GPU device was lost (driver reset).');
      },
      dispose() {
        for (const buffer of buffers) buffer.destroy();
      },
    },
    chained,
  );
}
