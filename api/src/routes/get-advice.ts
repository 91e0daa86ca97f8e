import { advice } from '@ridgeline/schema/responses';
import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import { advise } from '../services/advise.ts';
import { queryInteger } from './query.ts';
import { defineRoute, revalidated } from './route.ts';
import { requireWorkload, workloadParameters } from './workload-query.ts';

const { batch, ...workloadOnly } = workloadParameters;

/** `GET /v1/advice`. */
export const getAdvice = defineRoute({
  method: 'GET',
  path: '/v1/advice',
  id: 'getAdvice',
  summary: 'The cheapest sufficient devices for a job, CPUs included, with the reason',
  access: 'public',
  query: z.strictObject({
    ...workloadOnly,
    users: batch.meta({ description: 'People served at once.', example: 1 }),
    speed: queryInteger(1, 100_000)
      .optional()
      .meta({ description: 'Tokens per second for each user; 10 unless told.', example: 10 }),
    budget: queryInteger(1, 1_000_000_000)
      .optional()
      .meta({ description: 'At most so many US dollars for all devices.' }),
    kind: z.enum(['cpu', 'gpu']).optional(),
    limit: queryInteger(1, 100).optional(),
  }),
  responses: { 200: { description: 'Cheapest first.', schema: advice } },
  cacheControl: revalidated,
  async handle({ query, services }) {
    const { budget, kind, limit = 20, speed = 10, users } = query;
    const workload = requireWorkload({ ...query, batch: users });
    if (workload.generatedTokens === 0) {
      throw new ProblemError('invalid-query', 'Advice is for jobs that generate tokens.');
    }
    const snapshot = await services.boards.read();
    const wanted = { workload, tokensPerSecondPerUser: speed, budgetUsd: budget, kind, limit };
    return { body: advise(snapshot, wanted) };
  },
});
