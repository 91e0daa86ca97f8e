import { defineJob, type Job } from './define-job.ts';

/** Small adapter matrices are trained on frozen weights, 4 sequences of 2,048 tokens a step. */
export const lora: Job = defineJob({
  id: 'lora',
  title: 'LoRA fine-tuning',
  summary:
    'Small adapter matrices are trained on frozen weights, 4 sequences of 2,048 tokens a step.',
  phase: 'training-lora',
  promptTokens: 2048,
  generatedTokens: 0,
  contextTokens: 2048,
  batchSize: 4,
});
