import { submissionDetail } from '@ridgeline/schema/responses';
import { uuidV7 } from '@ridgeline/schema/text';
import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import { readSubmission } from '../services/submission-detail.ts';
import { defineRoute, revalidated } from './route.ts';

/** `GET /v1/submissions/{id}`. */
export const getSubmission = defineRoute({
  method: 'GET',
  path: '/v1/submissions/{id}',
  id: 'getSubmission',
  summary: 'One submission with raw samples, recomputed rates and the checks made',
  access: 'public',
  params: z.strictObject({ id: uuidV7 }),
  responses: { 200: { description: 'The submission.', schema: submissionDetail } },
  cacheControl: revalidated,
  async handle({ params, services }) {
    const detail = await readSubmission(services, params.id);
    if (detail === undefined) {
      throw new ProblemError('not-found', 'There is no submission with this id.');
    }
    return { body: detail };
  },
});
