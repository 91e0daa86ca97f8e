import { defineJob, type Job } from './define-job.ts';

/** 512-token passages are read 32 at a time to index them; nothing is generated. */
export const embedding: Job = defineJob({
  id: 'embedding',
  title: 'Retrieval embedding',
  summary: '512-token passages are read 32 at a time to index them; nothing is generated.',
  phase: 'inference',
  promptTokens: 512,
  generatedTokens: 0,
  contextTokens: 512,
  batchSize: 32,
});
