import { type LeaderboardEntry, predictionAnswer } from '@ridgeline/schema/responses';
import { deviceSlug } from '@ridgeline/schema/text';
import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import { staleHeaders } from '../services/stale-headers.ts';
import { workloadSummaryOf } from '../services/workload-summary.ts';
import { defineRoute, none } from './route.ts';
import { requireWorkload, workloadParameters } from './workload-query.ts';

const basisOrder = ['measured', 'published', 'spec'];

/** What was only claimed comes after what is known of the device without it. */
function order({ basis, evidence }: Pick<LeaderboardEntry, 'basis' | 'evidence'>): number {
  const isClaimed = basis === 'measured' && evidence !== 'proved';
  return isClaimed ? basisOrder.length : basisOrder.indexOf(basis);
}

export const getPredictions = defineRoute({
  method: 'GET',
  path: '/v1/predictions',
  id: 'getPredictions',
  summary: 'Predictions for one device and workload, from each basis there is',
  access: 'public',
  params: none,
  query: z.strictObject({
    device: deviceSlug.meta({ example: 'nvidia-geforce-rtx-4090' }),
    ...workloadParameters,
  }),
  responses: { 200: { description: 'Best basis first.', schema: predictionAnswer } },
  problems: ['not-found'],
  async handle({ answer, query, services }) {
    const workload = requireWorkload(query);
    const snapshot = await services.boards.read();
    const entries = snapshot
      .candidates(workload)
      .map(({ entry }) => entry)
      .filter(({ device }) => device.slug === query.device)
      .sort((a, b) => order(a) - order(b));
    const [first] = entries;
    if (first === undefined) {
      throw new ProblemError('not-found', 'No device has this slug; see /v1/devices.');
    }
    const predictions = entries.flatMap(({ basis, evidence, prediction, softwarePath }) =>
      prediction === null ? [] : { basis, evidence, softwarePath, prediction },
    );
    const { device } = first;
    const body = { device, workload: workloadSummaryOf(workload), predictions };
    return answer(200, body, { headers: staleHeaders(snapshot) });
  },
});
