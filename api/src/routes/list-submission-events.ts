import { submissionEvents } from '@ridgeline/schema/responses';
import { z } from 'zod';
import { readEvents } from '../services/submission-events.ts';
import { nextLink } from './next-link.ts';
import { submissionPath } from './path-parameters.ts';
import { defaultPageLimit, pageCursor, pageLimit } from './query.ts';
import { defineRoute } from './route.ts';

export const listSubmissionEvents = defineRoute({
  method: 'GET',
  path: '/v1/submissions/{id}/events',
  id: 'listSubmissionEvents',
  summary: 'Decisions about a submission, newest first',
  access: 'public',
  params: submissionPath,
  query: z.strictObject({ limit: pageLimit, cursor: pageCursor }),
  responses: { 200: { description: 'One page of events.', schema: submissionEvents } },
  problems: [],
  async handle({ answer, params, query, services }) {
    const { cursor, limit = defaultPageLimit } = query;
    const page = await readEvents(services, params.id, { cursor, limit });
    const path = `/v1/submissions/${params.id}/events`;
    return answer(200, page, nextLink(path, query, page.nextCursor));
  },
});
