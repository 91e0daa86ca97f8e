/** What a model is used for: how long prompts and answers are and how many run at once. */
export interface Job {
  /** Wire id, without `--`, which separates the parts of a workload id. */
  readonly id: string;
  readonly title: string;
  /** One sentence for someone who has never heard of it. */
  readonly summary: string;
  /** Training keeps gradients and optimizer states: of all weights, or of LoRA adapters only. */
  readonly phase: 'inference' | 'training-lora' | 'training-full';
  /** Tokens read in prefill, or trained on, per sequence. */
  readonly promptTokens: number;
  readonly generatedTokens: number;
  /** Tokens for which memory is reserved, per sequence. */
  readonly contextTokens: number;
  /** Sequences at once. */
  readonly batchSize: number;
}

/** Defines a job, checking at load what the rest of the package relies on. */
export function defineJob<const J extends Job>(job: J): J {
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(job.id) || job.id.includes('--')) {
    throw new Error(`Job id "${job.id}" is not a wire id without "--".`);
  }
  if (job.contextTokens < job.promptTokens + job.generatedTokens) {
    throw new Error(`Job ${job.id} does not fit its own context.`);
  }
  return job;
}
