import { comparison } from '@ridgeline/schema/responses';
import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import { defaultSort } from '../services/board/read-leaderboard.ts';
import { findSort } from '../services/board/sorts.ts';
import { staleHeaders } from '../services/stale-headers.ts';
import { workloadSummaryOf } from '../services/workload-summary.ts';
import { defineRoute, none } from './route.ts';
import { requireWorkload, workloadParameters } from './workload-query.ts';

const slugs = /^[a-z0-9][a-z0-9-]{0,79}(,[a-z0-9][a-z0-9-]{0,79}){0,7}$/;

export const getComparison = defineRoute({
  method: 'GET',
  path: '/v1/compare',
  id: 'getComparison',
  summary: 'Up to eight devices side by side for one workload',
  access: 'public',
  params: none,
  query: z.strictObject({
    devices: z.string().regex(slugs, 'must be slugs with commas between').meta({
      description: 'Slugs, with commas between.',
      example: 'nvidia-geforce-rtx-4090,apple-m2-ultra-76-core-gpu',
    }),
    ...workloadParameters,
  }),
  responses: { 200: { description: 'In the order that was asked for.', schema: comparison } },
  problems: ['not-found'],
  async handle({ answer, query, services }) {
    const workload = requireWorkload(query);
    const snapshot = await services.boards.read();
    const ranked = snapshot.ranked(workload, findSort(defaultSort(workload)));
    const devices = [...new Set(query.devices.split(','))].map((slug) => {
      const entries = ranked.filter(({ device }) => device.slug === slug);
      const [first] = entries;
      if (first === undefined) {
        throw new ProblemError('not-found', `No device has the slug "${slug}"; see /v1/devices.`);
      }
      return { device: first.device, entries };
    });
    const body = { workload: workloadSummaryOf(workload), devices };
    return answer(200, body, { headers: staleHeaders(snapshot) });
  },
});
