import { defineJob, type Job } from './define-job.ts';

/** 32 people are answered at once, each with a short prompt. */
export const batchServing: Job = defineJob({
  id: 'batch-serving',
  title: 'Batch serving',
  summary: '32 people are answered at once, each with a short prompt.',
  phase: 'inference',
  promptTokens: 512,
  generatedTokens: 256,
  contextTokens: 768,
  batchSize: 32,
});
