import { metricPage } from '@ridgeline/schema/responses';
import { sorts } from '../services/board/sorts.ts';
import { defineRoute, revalidated } from './route.ts';

/** `GET /v1/metrics`. */
export const listMetrics = defineRoute({
  method: 'GET',
  path: '/v1/metrics',
  id: 'listMetrics',
  summary: 'Quantities that the board is sorted by, with unit and direction',
  access: 'public',
  responses: { 200: { description: 'All of them.', schema: metricPage } },
  cacheControl: revalidated,
  handle: () => ({
    body: {
      metrics: sorts.map(({ id, isHigherBetter, title, unit }) => ({
        id,
        title,
        unit,
        isHigherBetter,
      })),
    },
  }),
});
