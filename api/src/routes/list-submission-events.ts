import { submissionEvents } from '@ridgeline/schema/responses';
import { uuidV7 } from '@ridgeline/schema/text';
import type { SubmissionStatus } from '@ridgeline/vocabulary/statuses';
import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import { defineRoute, revalidated } from './route.ts';

/** `GET /v1/submissions/{id}/events`. */
export const listSubmissionEvents = defineRoute({
  method: 'GET',
  path: '/v1/submissions/{id}/events',
  id: 'listSubmissionEvents',
  summary: 'Every decision about a submission, newest first',
  access: 'public',
  params: z.strictObject({ id: uuidV7 }),
  responses: { 200: { description: 'The events.', schema: submissionEvents } },
  cacheControl: revalidated,
  async handle({ params: { id }, services }) {
    const events = await services.store.listEvents(id);
    if (events.length === 0) throw new ProblemError('not-found', 'There is no such submission.');
    return {
      body: {
        id,
        events: events.map(({ at, status, submissionId: _submissionId, ...event }) => ({
          ...event,
          status: status as SubmissionStatus,
          at: at.toISOString(),
        })),
      },
    };
  },
});
