import {
  defaultWorkloadId,
  overrideWorkload,
  parseWorkloadId,
  type Workload,
} from '@ridgeline/roofline/workload';
import { queryInteger } from '@ridgeline/schema/query-values';
import { z } from 'zod';
import { ProblemError } from '../problems.ts';

/** Parameters that choose a workload, for each route that predicts. */
export const workloadParameters = {
  workload: z.string().max(200).optional().meta({
    description: 'Workload id, `<model>--<quantization>--<job>`; see /v1/workloads.',
    example: defaultWorkloadId,
  }),
  batch: queryInteger(1, 4096).optional().meta({ description: 'Sequences at once.', example: 1 }),
  context: queryInteger(1, 2_000_000).optional().meta({
    description: 'Tokens of context per sequence; the prompt fills it.',
    example: 4096,
  }),
};

interface WorkloadQuery {
  readonly workload?: string | undefined;
  readonly batch?: number | undefined;
  readonly context?: number | undefined;
}

/** The workload that a query names; the default one when it names none. */
export function requireWorkload(query: WorkloadQuery): Workload {
  const id = query.workload ?? defaultWorkloadId;
  const workload = parseWorkloadId(id);
  if (workload === undefined) {
    const detail = 'names no model, quantization or job that is known';
    throw new ProblemError('invalid-query', `The workload ${detail}; see /v1/workloads.`, {
      errors: [{ pointer: '/workload', detail }],
    });
  }
  return overrideWorkload(workload, { batchSize: query.batch, contextTokens: query.context });
}
