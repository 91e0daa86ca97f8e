import type { Job } from './jobs/define-job.ts';
import { findJob, jobs } from './jobs/jobs.ts';
import { type CacheFormat, f16Cache } from './models/cache-formats.ts';
import type { Model } from './models/define-model.ts';
import { findGenericModel } from './models/generic-model.ts';
import { findModel, models } from './models/models.ts';
import type { Quantization } from './quantizations/define-quantization.ts';
import { findQuantization, quantizations } from './quantizations/quantizations.ts';
import type { StoredWeights } from './quantizations/stored-weights.ts';

/** An LLM job: model × quantization × job, with the token counts that a person may override. */
export interface Workload {
  /** `<model>--<quantization>--<job>`; overrides do not change it. */
  readonly id: string;
  readonly model: Model;
  readonly quantization: Quantization;
  readonly job: Job;
  readonly promptTokens: number;
  readonly generatedTokens: number;
  readonly contextTokens: number;
  readonly batchSize: number;
  /** How the key-value cache is stored. */
  readonly cacheFormat: CacheFormat;
  /** Bytes of each layer as a file has them; absent: those of the format. */
  readonly weights?: StoredWeights;
}

/** What a person may change of a workload. */
export interface WorkloadOverrides {
  /** Sequences at once, a whole number ≥ 1. */
  readonly batchSize?: number | undefined;
  /** Tokens per sequence for which memory is reserved; a longer one lengthens the prompt. */
  readonly contextTokens?: number | undefined;
  readonly cacheFormat?: CacheFormat | undefined;
}

/** The workload of a model, quantization and job. */
export function makeWorkload(model: Model, quantization: Quantization, job: Job): Workload {
  return {
    id: `${model.id}--${quantization.id}--${job.id}`,
    model,
    quantization,
    job,
    promptTokens: job.promptTokens,
    generatedTokens: job.generatedTokens,
    contextTokens: job.contextTokens,
    batchSize: job.batchSize,
    cacheFormat: f16Cache,
  };
}

/**
 * A workload with another batch or context. A given context is taken as full: what the answer leaves
 * of it is the prompt, so that a longer context is slower and larger.
 * @throws RangeError when a count is not a whole number ≥ 1
 */
export function overrideWorkload(workload: Workload, overrides: WorkloadOverrides): Workload {
  const { batchSize = workload.batchSize, contextTokens = workload.contextTokens } = overrides;
  const { cacheFormat = workload.cacheFormat } = overrides;
  for (const [name, value] of [
    ['batch', batchSize],
    ['context', contextTokens],
  ] as const) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new RangeError(`The ${name} is a whole number of at least 1; got ${value}.`);
    }
  }
  if (overrides.contextTokens === undefined) return { ...workload, batchSize, cacheFormat };
  const generatedTokens = Math.min(workload.generatedTokens, Math.floor(contextTokens / 2));
  return {
    ...workload,
    batchSize,
    cacheFormat,
    contextTokens,
    generatedTokens,
    promptTokens: contextTokens - generatedTokens,
  };
}

/**
 * The workload with that id, or undefined when any of its three parts is unknown.
 * @example parseWorkloadId('kimi-k2-1t--q4_k_m--chat').model.title // 'Kimi K2 1T'
 */
export function parseWorkloadId(id: string): Workload | undefined {
  const [modelId, quantizationId, jobId, ...rest] = id.split('--');
  if (rest.length > 0) return undefined;
  const model = findModel(modelId ?? '') ?? findGenericModel(modelId ?? '');
  const quantization = findQuantization(quantizationId ?? '');
  const job = findJob(jobId ?? '');
  if (model === undefined || quantization === undefined || job === undefined) return undefined;
  return makeWorkload(model, quantization, job);
}

/**
 * Title for people.
 * @example workloadTitle(parseWorkloadId(defaultWorkloadId)) // 'Llama 3.1 8B · Q4_K_M · Interactive chat'
 */
export function workloadTitle(workload: Workload): string {
  return `${workload.model.title} · ${workload.quantization.title} · ${workload.job.title}`;
}

/** How many workloads there are: each model in each quantization for each job. */
export const workloadCount: number = models.length * quantizations.length * jobs.length;

/** The workload at a place of the list of all of them, or undefined beyond its end. */
export function workloadAt(index: number): Workload | undefined {
  const job = jobs[index % jobs.length];
  const formats = Math.floor(index / jobs.length);
  const quantization = quantizations[formats % quantizations.length];
  const model = models[Math.floor(formats / quantizations.length)];
  if (model === undefined || quantization === undefined || job === undefined) return undefined;
  return makeWorkload(model, quantization, job);
}

/** The workload shown when none is named: an 8-billion-parameter model that most machines can run. */
export const defaultWorkloadId = 'llama-3.1-8b--q4_k_m--chat';
