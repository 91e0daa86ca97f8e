import { filterParameters } from '@ridgeline/schema/filters/apply-filters';
import { filters } from '@ridgeline/schema/filters/filters';
import { leaderboard } from '@ridgeline/schema/responses';
import { z } from 'zod';
import { sorts } from '../services/board/sorts.ts';
import { staleHeaders } from '../services/stale-headers.ts';
import { nextLink } from './next-link.ts';
import { defaultPageLimit, pageCursor, pageLimit } from './query.ts';
import { defineRoute, none } from './route.ts';
import { requireWorkload, workloadParameters } from './workload-query.ts';

const query = z.strictObject({
  ...workloadParameters,
  ...filterParameters(filters),
  sort: z
    .enum(sorts.map(({ id }) => id))
    .optional()
    .meta({
      description: 'Order; the speed of the job’s dominant phase unless told.',
    }),
  limit: pageLimit,
  cursor: pageCursor,
});

export const getLeaderboard = defineRoute({
  method: 'GET',
  path: '/v1/leaderboard',
  id: 'getLeaderboard',
  summary: 'Devices by what they do for a workload',
  description:
    'Measured rows (one per device and software path), and rows from published figures and data ' +
    'sheets. Every figure carries its basis; predictions are labelled and have intervals.',
  access: 'public',
  params: none,
  query,
  responses: { 200: { description: 'One page of the board.', schema: leaderboard } },
  problems: [],
  async handle({ answer, query: given, services }) {
    const { batch: _batch, context: _context, limit = defaultPageLimit, ...filter } = given;
    const workload = requireWorkload(given);
    const page = await services.leaderboards.read(services.boards, { ...filter, workload, limit });
    const { headers } = nextLink('/v1/leaderboard', given, page.nextCursor);
    return answer(200, page.json, {
      headers: { etag: page.etag, ...headers, ...staleHeaders(page) },
    });
  },
});
