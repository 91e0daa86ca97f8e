import { submissionDetail } from '@ridgeline/schema/responses';
import { ProblemError } from '../problems.ts';
import { readSubmission } from '../services/submission-detail.ts';
import { submissionPath } from './path-parameters.ts';
import { defineRoute, none } from './route.ts';

export const getSubmission = defineRoute({
  method: 'GET',
  path: '/v1/submissions/{id}',
  id: 'getSubmission',
  summary: 'One submission with raw samples, recomputed rates and the checks made',
  access: 'public',
  params: submissionPath,
  query: none,
  responses: { 200: { description: 'The submission.', schema: submissionDetail } },
  problems: [],
  async handle({ answer, params, services }) {
    const detail = await readSubmission(services, params.id);
    if (detail === undefined) {
      throw new ProblemError('not-found', 'There is no submission with this id.');
    }
    return answer(200, detail);
  },
});
