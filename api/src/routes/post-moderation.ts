import { moderationRequest, submissionEvents } from '@ridgeline/schema/responses';
import { readJson } from '../services/intake/read-json.ts';
import { moderateSubmission } from '../services/moderate-submission.ts';
import { readEvents } from '../services/submission-events.ts';
import { submissionPath } from './path-parameters.ts';
import { defaultPageLimit } from './query.ts';
import { defineRoute, jsonBody, none } from './route.ts';

const body = jsonBody(moderationRequest, {
  status: 'quarantined',
  reasons: ['reported'],
  detail: 'Two people reported that the machine was overclocked.',
});

export const postModeration = defineRoute({
  method: 'POST',
  path: '/v1/submissions/{id}/moderation',
  id: 'postModeration',
  summary: 'Decide about a submission, with reasons that everybody can read',
  access: 'maintainer',
  params: submissionPath,
  query: none,
  body,
  responses: { 200: { description: 'The events, the new one first.', schema: submissionEvents } },
  problems: [],
  async handle({ answer, params, request, services }) {
    const { value } = await readJson(request, body.schema);
    await moderateSubmission(services, params.id, value);
    return answer(200, await readEvents(services, params.id, { limit: defaultPageLimit }));
  },
});
