import { defineJob, type Job } from './define-job.ts';

/** One step of training from scratch, 64 sequences of 4,096 tokens with recomputed activations. */
export const preTrainingStep: Job = defineJob({
  id: 'pre-training-step',
  title: 'Pre-training step',
  summary:
    'One step of training from scratch, 64 sequences of 4,096 tokens with recomputed activations.',
  phase: 'training-full',
  promptTokens: 4096,
  generatedTokens: 0,
  contextTokens: 4096,
  batchSize: 64,
});
