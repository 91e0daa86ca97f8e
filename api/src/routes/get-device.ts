import { deviceDetail } from '@ridgeline/schema/responses';
import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import { readDevice } from '../services/device-detail.ts';
import { devicePath } from './path-parameters.ts';
import { defineRoute } from './route.ts';
import { requireWorkload, workloadParameters } from './workload-query.ts';

export const getDevice = defineRoute({
  method: 'GET',
  path: '/v1/devices/{slug}',
  id: 'getDevice',
  summary: 'One device: peaks of every basis, curves, prices, runs',
  access: 'public',
  params: devicePath,
  query: z.strictObject(workloadParameters),
  responses: { 200: { description: 'The device.', schema: deviceDetail } },
  problems: [],
  async handle({ answer, params, query, services }) {
    const detail = await readDevice(services, params.slug, requireWorkload(query));
    if (detail === undefined) {
      throw new ProblemError('not-found', 'No device has this slug; see /v1/devices.');
    }
    return answer(200, detail);
  },
});
