import type { Job } from '@ridgeline/roofline/jobs/define-job';
import { jobs } from '@ridgeline/roofline/jobs/jobs';
import type { Model } from '@ridgeline/roofline/models/define-model';
import { models } from '@ridgeline/roofline/models/models';
import type { Quantization } from '@ridgeline/roofline/quantizations/define-quantization';
import { quantizations } from '@ridgeline/roofline/quantizations/quantizations';
import { defaultWorkloadId, makeWorkload, type Workload } from '@ridgeline/roofline/workload';
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

interface Parts {
  readonly models: readonly Model[];
  readonly quantizations: readonly Quantization[];
  readonly jobs: readonly Job[];
}

function countOf(parts: Parts): number {
  return parts.models.length * parts.quantizations.length * parts.jobs.length;
}

/** Workloads from `start` to before `end`: there are too many to make them all for a page. */
function pageOf({ models, quantizations, jobs }: Parts, start: number, end: number): Workload[] {
  const last = Math.min(end, countOf({ models, quantizations, jobs }));
  return Array.from({ length: Math.max(0, last - start) }, (_, offset) => {
    const index = start + offset;
    const format = Math.floor(index / jobs.length);
    const job = jobs[index % jobs.length];
    const quantization = quantizations[format % quantizations.length];
    const model = models[Math.floor(format / quantizations.length)];
    return model && quantization && job ? [makeWorkload(model, quantization, job)] : [];
  }).flat();
}

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
    const matching = {
      models: models.filter(({ id }) => model === undefined || id === model),
      quantizations: quantizations.filter(
        ({ id }) => quantization === undefined || id === quantization,
      ),
      jobs: jobs.filter(({ id }) => job === undefined || id === job),
    };
    const end = start + limit;
    const nextCursor =
      end < countOf(matching) ? await sealCursor(services.cursors, identity, String(end)) : null;
    const shown = pageOf(matching, start, end).map(workloadSummaryOf);
    return answer(
      200,
      { defaultWorkload: defaultWorkloadId, workloads: shown, nextCursor },
      nextLink('/v1/workloads', given, nextCursor),
    );
  },
});
