import { defaultWorkloadId, workloads } from '@ridgeline/roofline/workload';
import { workloadPage } from '@ridgeline/schema/responses';
import { wireId } from '@ridgeline/schema/text';
import { z } from 'zod';
import { openCursor, queryIdentity, sealCursor } from '../services/cursor.ts';
import { workloadSummaryOf } from '../services/workload-summary.ts';
import { nextLink } from './next-link.ts';
import { defaultPageLimit, pageCursor, pageLimit } from './query.ts';
import { defineRoute, none } from './route.ts';

const query = z.strictObject({
  model: wireId.optional(),
  quantization: wireId.optional(),
  job: wireId.optional(),
  limit: pageLimit,
  cursor: pageCursor,
});

export const listWorkloads = defineRoute({
  method: 'GET',
  path: '/v1/workloads',
  id: 'listWorkloads',
  summary: 'Workloads: each model in each quantization for each job',
  access: 'public',
  params: none,
  query,
  responses: { 200: { description: 'One page of workloads.', schema: workloadPage } },
  problems: [],
  isStoreless: true,
  async handle({ answer, query: given, services }) {
    const { cursor, job, limit = defaultPageLimit, model, quantization } = given;
    const identity = queryIdentity('workloads', given);
    const start = Number((await openCursor(services.cursors, identity, cursor)) ?? 0);
    const matching = workloads.filter(
      (workload) =>
        (model === undefined || workload.model.id === model) &&
        (quantization === undefined || workload.quantization.id === quantization) &&
        (job === undefined || workload.job.id === job),
    );
    const end = start + limit;
    const nextCursor =
      end < matching.length ? await sealCursor(services.cursors, identity, String(end)) : null;
    const shown = matching.slice(start, end).map(workloadSummaryOf);
    return answer(
      200,
      { defaultWorkload: defaultWorkloadId, workloads: shown, nextCursor },
      nextLink('/v1/workloads', given, nextCursor),
    );
  },
});
