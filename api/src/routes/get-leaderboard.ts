import { leaderboard } from '@ridgeline/schema/responses';
import { wireId } from '@ridgeline/schema/text';
import { z } from 'zod';
import { sorts } from '../services/board/sorts.ts';
import { nextLink } from './next-link.ts';
import { defaultPageLimit, pageCursor, pageLimit, queryInteger } from './query.ts';
import { defineRoute, revalidated } from './route.ts';
import { requireWorkload, workloadParameters } from './workload-query.ts';

const query = z.strictObject({
  ...workloadParameters,
  kind: z.enum(['cpu', 'gpu']).optional(),
  vendor: z.string().max(120).optional().meta({ description: 'Exact, in any case.' }),
  basis: z.enum(['measured', 'published', 'spec']).optional(),
  backend: wireId.optional().meta({ description: 'Backend of measured rows.', example: 'wasm' }),
  driver: z.string().max(120).optional().meta({ description: 'Driver of measured rows, exactly.' }),
  tier: z.enum(['T0', 'T1', 'T2', 'T3', 'T4']).optional().meta({ description: 'Exact tier.' }),
  memory: queryInteger(1, 2 ** 48)
    .optional()
    .meta({ description: 'At least so many bytes.' }),
  price: queryInteger(1, 10_000_000)
    .optional()
    .meta({ description: 'At most so many US dollars.' }),
  search: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'Part of vendor and name, literally.' }),
  sort: z
    .enum(sorts.map(({ id }) => id))
    .optional()
    .meta({
      description: 'Order; the speed of the job’s dominant phase unless told.',
    }),
  limit: pageLimit,
  cursor: pageCursor,
});

/** `GET /v1/leaderboard`. */
export const getLeaderboard = defineRoute({
  method: 'GET',
  path: '/v1/leaderboard',
  id: 'getLeaderboard',
  summary: 'Devices by what they do for a workload',
  description:
    'Measured rows (one per device and software path), and rows from published figures and data ' +
    'sheets. Every figure carries its basis; predictions are labelled and have intervals.',
  access: 'public',
  query,
  responses: { 200: { description: 'One page of the board.', schema: leaderboard } },
  cacheControl: revalidated,
  async handle({ query: given, services }) {
    const { batch: _batch, context: _context, limit = defaultPageLimit, ...filter } = given;
    const workload = requireWorkload(given);
    const page = await services.leaderboards.read({ ...filter, workload, limit });
    const { headers } = nextLink('/v1/leaderboard', given, page.nextCursor);
    return { body: page.bytes, headers: { etag: page.etag, ...headers } };
  },
});
