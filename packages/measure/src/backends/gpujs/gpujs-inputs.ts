import type { GpujsInput, GpujsProgram } from '@ridgeline/kernels/gpujs-program';
import { fillInput, inputSeed } from '@ridgeline/kernels/input-values';
import { type GpujsKernelSettings, gpujs } from '../../gpu/gpujs-library.ts';
import type { PrepareRequest } from '../backend.ts';

/**
 * Inputs and loop bounds as constants of the kernel. Constants are uploaded once, when the kernel is
 * built; arguments would be copied again on every call, inside the timed part.
 */
export function gpujsConstants(
  program: GpujsProgram,
  request: PrepareRequest,
): GpujsKernelSettings['constants'] {
  const arrays = program.inputs(request.size).map((input) => {
    const seed = inputSeed(request.seed, input.position);
    const values = layOut(input, (target, from) => fillInput(target, seed, request.values, from));
    // A one-dimensional array stays plain: gpu.js indexes it by one number.
    const constant = input.height === 1 ? values : gpujs.input(values, [input.width, input.height]);
    return [input.constant, constant] as const;
  });
  return { ...program.constants(request.size), ...Object.fromEntries(arrays) };
}

function layOut(
  input: GpujsInput,
  fill: (target: Float32Array, from: number) => Float32Array,
): Float32Array {
  const { sourceWidth, sourceHeight, width, height } = input;
  const values = new Float32Array(width * height);
  const isContiguous = sourceHeight === 1 || sourceWidth === width;
  if (isContiguous) {
    fill(values.subarray(0, sourceWidth * sourceHeight), 0);
    return values;
  }
  for (let row = 0; row < sourceHeight; row++) {
    fill(values.subarray(row * width, row * width + sourceWidth), row * sourceWidth);
  }
  return values;
}
