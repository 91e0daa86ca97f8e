import { submissionPage, submissionStatus } from '@ridgeline/schema/responses';
import { deviceSlug } from '@ridgeline/schema/text';
import { z } from 'zod';
import { openCursor, queryIdentity, sealCursor } from '../services/cursor.ts';
import { submissionSummaryOf } from '../services/submission-summary.ts';
import { nextLink } from './next-link.ts';
import { defaultPageLimit, pageCursor, pageLimit } from './query.ts';
import { defineRoute, revalidated } from './route.ts';

const query = z.strictObject({
  device: deviceSlug.optional().meta({ description: 'Slug of a measured device.' }),
  owner: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional()
    .meta({ description: 'Fingerprint of the key that signed.' }),
  status: submissionStatus.optional(),
  limit: pageLimit,
  cursor: pageCursor,
});

/** `GET /v1/submissions`. */
export const listSubmissions = defineRoute({
  method: 'GET',
  path: '/v1/submissions',
  id: 'listSubmissions',
  summary: 'Submissions, newest run first',
  access: 'public',
  query,
  responses: { 200: { description: 'One page of submissions.', schema: submissionPage } },
  cacheControl: revalidated,
  async handle({ query: given, services }) {
    const { cursor, device, limit = defaultPageLimit, owner, status } = given;
    const identity = queryIdentity('submissions', given);
    const beforeId = await openCursor(services.cursors, identity, cursor);
    const filter = { device, owner, status, beforeId, limit: limit + 1 };
    const rows = await services.store.listSubmissions(filter);
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const nextCursor =
      last === undefined ? null : await sealCursor(services.cursors, identity, last.id);
    const submissions = shown.map((row) => submissionSummaryOf(row, services.submissionUrl));
    return {
      body: { submissions, nextCursor },
      ...nextLink('/v1/submissions', given, nextCursor),
    };
  },
});
