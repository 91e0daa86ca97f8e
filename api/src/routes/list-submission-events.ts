import { submissionEvents } from '@ridgeline/schema/responses';
import { readEvents } from '../services/submission-events.ts';
import { submissionPath } from './path-parameters.ts';
import { defineRoute, none } from './route.ts';

export const listSubmissionEvents = defineRoute({
  method: 'GET',
  path: '/v1/submissions/{id}/events',
  id: 'listSubmissionEvents',
  summary: 'Every decision about a submission, newest first',
  access: 'public',
  params: submissionPath,
  query: none,
  responses: { 200: { description: 'The events.', schema: submissionEvents } },
  problems: [],
  handle: async ({ answer, params, services }) =>
    answer(200, await readEvents(services, params.id)),
});
