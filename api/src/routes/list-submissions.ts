import { filterParameters } from '@ridgeline/schema/filters/apply-filters';
import { runFilters } from '@ridgeline/schema/filters/filters';
import { submissionPage, submissionStatus } from '@ridgeline/schema/responses';
import { deviceSlug } from '@ridgeline/schema/text';
import { z } from 'zod';
import { openCursor, queryIdentity, sealCursor } from '../services/cursor.ts';
import { submissionSummaryOf } from '../services/submission-summary.ts';
import { nextLink } from './next-link.ts';
import { ownerFingerprint } from './path-parameters.ts';
import { defaultPageLimit, pageCursor, pageLimit } from './query.ts';
import { defineRoute, none } from './route.ts';

const query = z.strictObject({
  device: deviceSlug.optional().meta({ description: 'Slug of a measured device.' }),
  owner: ownerFingerprint.optional().meta({ description: 'Fingerprint of the key that signed.' }),
  status: submissionStatus
    .optional()
    .meta({ description: 'What was decided about it.', example: 'verified' }),
  ...filterParameters(runFilters),
  limit: pageLimit,
  cursor: pageCursor,
});

/** Where a page ends. */
interface Place {
  readonly receivedAt: Date;
  readonly id: string;
}

const placeText = ({ id, receivedAt }: Place): string => `${receivedAt.toISOString()} ${id}`;

function placeIn(text: string): Place {
  const [time = '', id = ''] = text.split(' ');
  return { receivedAt: new Date(time), id };
}

export const listSubmissions = defineRoute({
  method: 'GET',
  path: '/v1/submissions',
  id: 'listSubmissions',
  summary: 'Signed submissions, the last received first; unsigned ones with tier=T0',
  description:
    'Filters by device and path are met by one path of the run. With them a page looks at 20,000 ' +
    'submissions and may be short or empty: go on while there is a `nextCursor`.',
  access: 'public',
  params: none,
  query,
  responses: { 200: { description: 'One page of submissions.', schema: submissionPage } },
  problems: [],
  async handle({ answer, query: given, services }) {
    const { cursor, limit = defaultPageLimit, ...filter } = given;
    const identity = queryIdentity('submissions', given);
    const after = await openCursor(services.cursors, identity, cursor);
    const { rows, searchedTo } = await services.store.searchSubmissions({
      ...filter,
      before: after === undefined ? undefined : placeIn(after),
      limit: limit + 1,
    });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : searchedTo;
    const nextCursor =
      last === undefined ? null : await sealCursor(services.cursors, identity, placeText(last));
    const submissions = shown.map((row) => submissionSummaryOf(row, services.submissionUrl));
    const next = nextLink('/v1/submissions', given, nextCursor);
    return answer(200, { submissions, nextCursor }, next);
  },
});
