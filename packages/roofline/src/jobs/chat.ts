import { defineJob, type Job } from './define-job.ts';

/** One person asks and reads along: a short prompt, a few hundred tokens of answer. */
export const chat: Job = defineJob({
  id: 'chat',
  title: 'Interactive chat',
  summary: 'One person asks and reads along: a short prompt, a few hundred tokens of answer.',
  phase: 'inference',
  promptTokens: 512,
  generatedTokens: 256,
  contextTokens: 4096,
  batchSize: 1,
});
