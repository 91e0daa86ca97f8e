import { moderationRequest, submissionEvents } from '@ridgeline/schema/responses';
import { uuidV7 } from '@ridgeline/schema/text';
import { z } from 'zod';
import { readJson } from '../services/intake/read-json.ts';
import { moderateSubmission } from '../services/moderate-submission.ts';
import { listSubmissionEvents } from './list-submission-events.ts';
import { defineRoute, uncached } from './route.ts';

/** `POST /v1/submissions/{id}/moderation`. */
export const postModeration = defineRoute({
  method: 'POST',
  path: '/v1/submissions/{id}/moderation',
  id: 'postModeration',
  summary: 'Decide about a submission, with reasons that everybody can read',
  access: 'maintainer',
  params: z.strictObject({ id: uuidV7 }),
  requestBody: moderationRequest,
  responses: { 200: { description: 'The events, the new one first.', schema: submissionEvents } },
  cacheControl: uncached,
  async handle({ params, request, services }) {
    const { value } = await readJson(request, moderationRequest);
    await moderateSubmission(services, params.id, value);
    return listSubmissionEvents.handle({
      params: params as never,
      query: {} as never,
      request,
      services,
    });
  },
});
