import { agentic } from './agentic.ts';
import { batchServing } from './batch-serving.ts';
import { chat } from './chat.ts';
import type { Job } from './define-job.ts';
import { embedding } from './embedding.ts';
import { fullFineTuning } from './full-fine-tuning.ts';
import { longContext } from './long-context.ts';
import { lora } from './lora.ts';
import { preTrainingStep } from './pre-training-step.ts';

/** Every job that the product can predict. */
export const jobs: readonly Job[] = [
  chat,
  longContext,
  batchServing,
  embedding,
  agentic,
  lora,
  fullFineTuning,
  preTrainingStep,
] as const satisfies readonly Job[];

const byId = new Map(jobs.map((job) => [job.id, job]));

/** The job with that id, or undefined. */
export function findJob(id: string): Job | undefined {
  return byId.get(id);
}
