import { referenceOf } from '@ridgeline/kernels/references';
import type { WgslLimits, WgslProgram, WgslVariant } from '@ridgeline/kernels/wgsl-program';
import { matrixUnitsOf } from '../../gpu/matrix-units.ts';
import type { PrepareRequest } from '../backend.ts';
import type { DeviceClock } from './device-clock.ts';
import { readAnswer } from './read-answer.ts';
import type { ProblemBuffers } from './wgsl-buffers.ts';
import { WgslExecutable } from './wgsl-executable.ts';

/** Variants worth trying by kernel and dtype: those that were not far behind on a telling size. */
export type Contenders = Map<string, readonly string[]>;

/** A first execution this long is not repeated: compiling is a small part of it. */
const slowSeconds = 0.5;
const trialSeconds = 0.01;

/** An execution this long tells the variants apart; on shorter ones launching dominates. */
const tellingSeconds = 0.001;

/** A variant this many times slower than the best is not tried again on larger sizes. */
const hopelessRatio = 1.5;

/** The device with what the choice of a variant and its timing depend on. */
export interface WgslDevice {
  readonly device: GPUDevice;
  readonly clock: DeviceClock | undefined;
  /** Whether variants with barriers are worth trying. */
  readonly hasFastBarriers: boolean;
  readonly contenders: Contenders;
}

/** Compiles the variants of a program, tries each and returns the fastest. */
export async function chooseVariant(
  { device, clock, hasFastBarriers, contenders }: WgslDevice,
  program: WgslProgram,
  request: PrepareRequest,
  buffers: ProblemBuffers,
): Promise<WgslExecutable> {
  const key = `${program.kernel} ${program.dtype}`;
  const known = contenders.get(key);
  const variants = program
    .variants(request.size, variantLimits(device), request.seed)
    .filter(({ hasBarriers }) => hasFastBarriers || !hasBarriers)
    .filter(({ name }) => known?.includes(name) ?? true);
  const trials: { readonly executable: WgslExecutable; readonly seconds: number }[] = [];
  for (const variant of variants) {
    const executable = await build(device, clock, program, request, buffers, variant);
    if (executable === undefined) continue;
    const seconds = variants.length === 1 ? 0 : await tryOut(executable);
    trials.push({ executable, seconds });
  }
  const [best] = trials.sort((left, right) => left.seconds - right.seconds);
  if (best === undefined) throw new Error(`The WGSL program of ${key} has no variant.`);
  if (best.seconds >= tellingSeconds) {
    const close = trials.filter(({ seconds }) => seconds < best.seconds * hopelessRatio);
    contenders.set(
      key,
      close.map(({ executable }) => executable.variant.name),
    );
  }
  return best.executable;
}

/** Compiles a variant; an experimental one that fails or is wrong is left out. */
async function build(
  device: GPUDevice,
  clock: DeviceClock | undefined,
  program: WgslProgram,
  request: PrepareRequest,
  buffers: ProblemBuffers,
  variant: WgslVariant,
): Promise<WgslExecutable | undefined> {
  const make = async () =>
    new WgslExecutable(device, variant, await compile(device, variant), buffers, clock);
  if (variant.isExperimental !== true) return make();
  try {
    const executable = await make();
    const error = await errorOf(device, program, request, buffers, executable);
    const { kernel, dtype, size, values } = request;
    const isExact = values === 'integers' && kernel.isExactForIntegers;
    return error <= (isExact ? 0 : kernel.tolerance(dtype, size)) ? executable : undefined;
  } catch {
    return undefined;
  }
}

/** Relative error of one execution, with nothing left in the output that another variant wrote. */
async function errorOf(
  device: GPUDevice,
  program: WgslProgram,
  request: PrepareRequest,
  { output }: ProblemBuffers,
  executable: WgslExecutable,
): Promise<number> {
  clearBuffer(device, output);
  await executable.execute(1);
  return referenceOf(request.kernel.id).verify({
    ...request,
    read: (from, count) => readAnswer(device, program, request.size, output, from, count),
  });
}

/** Sets a buffer to zero. */
export function clearBuffer(device: GPUDevice, buffer: GPUBuffer): void {
  const encoder = device.createCommandEncoder();
  encoder.clearBuffer(buffer);
  device.queue.submit([encoder.finish()]);
}

/** What variants may use of a device. */
export function variantLimits(device: GPUDevice): WgslLimits {
  const matrixUnits = matrixUnitsOf(device);
  return {
    ...(matrixUnits !== undefined && { matrixUnits }),
    workgroupStorageBytes: device.limits.maxComputeWorkgroupStorageSize,
    workgroupInvocations: device.limits.maxComputeInvocationsPerWorkgroup,
  };
}

/** Seconds of one execution, the first (cold) one aside. */
async function tryOut(executable: WgslExecutable): Promise<number> {
  const cold = (await executable.execute(1)).seconds;
  if (cold > slowSeconds) return cold;
  const times = Math.min(64, Math.max(1, Math.round(trialSeconds / cold)));
  const first = (await executable.execute(times)).seconds / times;
  return Math.min(first, (await executable.execute(times)).seconds / times);
}

/** Compiles a variant; a shader that does not compile throws with the compiler's words. */
export async function compile(
  device: GPUDevice,
  variant: WgslVariant,
): Promise<GPUComputePipeline> {
  // The scope keeps the driver's complaint off the screen; the error below carries it.
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ code: variant.code });
  const pipeline = device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module, entryPoint: 'main' },
  });
  const [compiled, fault] = await Promise.allSettled([pipeline, device.popErrorScope()]);
  const words = fault.status === 'fulfilled' ? fault.value?.message : String(fault.reason);
  if (compiled.status === 'fulfilled' && words === undefined) return compiled.value;
  const reason = compiled.status === 'rejected' ? String(compiled.reason) : words;
  throw new Error(`The shader ${variant.name} does not compile: ${words ?? reason}`);
}
