import { defineJob, type Job } from './define-job.ts';

/** One person asks about a long document or code base of 32,768 tokens. */
export const longContext: Job = defineJob({
  id: 'long-context',
  title: 'Long context',
  summary: 'One person asks about a long document or code base of 32,768 tokens.',
  phase: 'inference',
  promptTokens: 32768,
  generatedTokens: 512,
  contextTokens: 33280,
  batchSize: 1,
});
