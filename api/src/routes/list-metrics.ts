import { metricPage } from '@ridgeline/schema/responses';
import { sorts } from '../services/board/sorts.ts';
import { defineRoute, none } from './route.ts';

export const listMetrics = defineRoute({
  method: 'GET',
  path: '/v1/metrics',
  id: 'listMetrics',
  summary: 'Quantities that the board is sorted by, with unit and direction',
  access: 'public',
  params: none,
  query: none,
  responses: { 200: { description: 'All of them.', schema: metricPage } },
  problems: [],
  isStoreless: true,
  handle: ({ answer }) =>
    answer(200, {
      metrics: sorts.map(({ id, isHigherBetter, title, unit }) => ({
        id,
        title,
        unit,
        isHigherBetter,
      })),
    }),
});
