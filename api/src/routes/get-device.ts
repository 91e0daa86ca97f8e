import { deviceDetail } from '@ridgeline/schema/responses';
import { deviceSlug } from '@ridgeline/schema/text';
import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import { readDevice } from '../services/device-detail.ts';
import { defineRoute, revalidated } from './route.ts';
import { requireWorkload, workloadParameters } from './workload-query.ts';

/** `GET /v1/devices/{slug}`. */
export const getDevice = defineRoute({
  method: 'GET',
  path: '/v1/devices/{slug}',
  id: 'getDevice',
  summary: 'One device: peaks of every basis, curves, prices, runs',
  access: 'public',
  params: z.strictObject({ slug: deviceSlug }),
  query: z.strictObject(workloadParameters),
  responses: { 200: { description: 'The device.', schema: deviceDetail } },
  cacheControl: revalidated,
  async handle({ params, query, services }) {
    const detail = await readDevice(services, params.slug, requireWorkload(query));
    if (detail === undefined) {
      throw new ProblemError('not-found', 'No device has this slug; see /v1/devices.');
    }
    return { body: detail };
  },
});
