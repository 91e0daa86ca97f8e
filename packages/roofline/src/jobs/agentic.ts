import { defineJob, type Job } from './define-job.ts';

/** A tool-using agent: 8,192 tokens of instructions and history, 1,024 tokens of plan and calls. */
export const agentic: Job = defineJob({
  id: 'agentic',
  title: 'Agentic work',
  summary:
    'A tool-using agent: 8,192 tokens of instructions and history, 1,024 tokens of plan and calls.',
  phase: 'inference',
  promptTokens: 8192,
  generatedTokens: 1024,
  contextTokens: 16384,
  batchSize: 1,
});
