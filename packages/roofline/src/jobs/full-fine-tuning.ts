import { defineJob, type Job } from './define-job.ts';

/** All weights are trained with Adam in mixed precision, 8 sequences of 2,048 tokens a step. */
export const fullFineTuning: Job = defineJob({
  id: 'full-fine-tuning',
  title: 'Full fine-tuning',
  summary:
    'All weights are trained with Adam in mixed precision, 8 sequences of 2,048 tokens a step.',
  phase: 'training-full',
  promptTokens: 2048,
  generatedTokens: 0,
  contextTokens: 2048,
  batchSize: 8,
});
