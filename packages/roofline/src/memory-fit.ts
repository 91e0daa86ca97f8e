import type { Machine } from './machine.ts';
import type { FeedForward } from './models/architecture.ts';
import { keyValueCacheBytes } from './models/key-value-cache.ts';
import { totalParameters } from './models/parameters.ts';
import { weightsOf } from './phase-work.ts';
import type { MemoryFit } from './prediction.ts';
import type { Workload } from './workload.ts';

/** Memory that a runtime takes before any model: context, code, workspaces (typical of llama.cpp). */
const runtimeBytes = { cpu: 256 * 2 ** 20, gpu: 512 * 2 ** 20 } as const;

/** Share of a host's RAM that the operating system leaves to one program. */
const hostShare = 0.9;

/** Tokens that a runtime evaluates at once in prefill (llama.cpp's default micro-batch). */
const microBatchTokens = 512;

/** More devices than this are no answer that anyone can act on. */
const maximumDeviceCount = 4096;

/** Activations: what each device needs, and what devices share by splitting the batch. */
interface ActivationBytes {
  readonly perDevice: number;
  readonly shared: number;
}

/** Numbers between the matrices of a block, for one token. */
function blockWidth(feedForward: FeedForward | undefined): number {
  if (feedForward === undefined) return 0;
  if (feedForward.kind === 'dense') return feedForward.size;
  return feedForward.size * feedForward.perToken + feedForward.sharedSize;
}

/** Activations of one micro-batch in f32: a few vectors per token, and the logits of the batch. */
function activations(workload: Workload): ActivationBytes {
  const { model, batchSize, promptTokens, job } = workload;
  // Most layers of a model with experts have them; its few dense ones are wider.
  const last = model.layerRuns.findLast(({ feedForward }) => feedForward !== undefined);
  const width = blockWidth(last?.feedForward);
  const perToken = 4 * (4 * model.hiddenSize + 3 * width);
  if (job.phase === 'inference') {
    const tokens = Math.min(batchSize * promptTokens, microBatchTokens);
    return { perDevice: tokens * perToken + 4 * batchSize * model.vocabularySize, shared: 0 };
  }
  // Training with recomputation keeps one f16 vector per token and layer, and works on one layer of
  // one sequence at a time (Chen et al., arXiv:1604.06174), with its logits and their gradient.
  return {
    perDevice: promptTokens * (perToken * 2 + 8 * model.vocabularySize),
    shared: batchSize * promptTokens * model.layers * model.hiddenSize * 2,
  };
}

/** Bytes of weights with, in training, gradients and optimizer states. */
function trainedWeightBytes(workload: Workload): number {
  const { model, job } = workload;
  const stored = weightsOf(workload).total;
  if (job.phase === 'inference') return stored;
  const parameters = totalParameters(model);
  // Adam in mixed precision: f16 weight and gradient, f32 weight and two moments = 16 bytes
  // (Rajbhandari et al., ZeRO, arXiv:1910.02054, section 3.1). LoRA trains about 1 % of them.
  return job.phase === 'training-full' ? 16 * parameters : stored + 16 * 0.01 * parameters;
}

/**
 * Memory that a workload needs, and how many devices of this kind hold it together. Weights, cache
 * and the batch of a training step are split over devices; the runtime and its work space are not.
 * @example
 * // A trillion parameters on cards of 80 GB:
 * memoryFit({ kind: 'gpu', memoryBytes: 80 * 2 ** 30 }, parseWorkloadId('kimi-k2-1t--q4_k_m--chat')).deviceCount // 8
 */
export function memoryFit(
  machine: Pick<Machine, 'kind' | 'memoryBytes'>,
  workload: Workload,
): MemoryFit {
  const { model, batchSize, contextTokens, job, cacheFormat } = workload;
  const weightsBytes = trainedWeightBytes(workload);
  const kvCacheBytes =
    job.phase === 'inference'
      ? batchSize * keyValueCacheBytes(model, contextTokens, cacheFormat)
      : 0;
  const activation = activations(workload);
  const parts = {
    weightsBytes,
    kvCacheBytes,
    activationBytes: activation.perDevice + activation.shared,
    overheadBytes: runtimeBytes[machine.kind],
  };
  const perDevice = activation.perDevice + parts.overheadBytes;
  const split = weightsBytes + kvCacheBytes + activation.shared;
  const requiredBytes = split + perDevice;
  if (machine.memoryBytes === undefined) return { fit: 'unknown', requiredBytes, ...parts };
  const availableBytes = machine.memoryBytes * (machine.kind === 'cpu' ? hostShare : 1);
  const known = { requiredBytes, ...parts, availableBytes };
  if (requiredBytes <= availableBytes) return { fit: 'fits', ...known, deviceCount: 1 };
  const room = availableBytes - perDevice;
  const deviceCount = Math.ceil(split / room);
  // A host's RAM cannot be pooled with another's, so a CPU fits or does not.
  if (machine.kind === 'cpu' || room <= 0 || deviceCount > maximumDeviceCount) {
    return { fit: 'does-not-fit', ...known };
  }
  return { fit: 'fits-with-more-devices', ...known, deviceCount };
}
