import { kernelSpecs } from '@ridgeline/kernels/specs';
import { suiteId } from '@ridgeline/kernels/suite';
import { kernelPage } from '@ridgeline/schema/responses';
import { defineRoute, none } from './route.ts';

export const listKernels = defineRoute({
  method: 'GET',
  path: '/v1/kernels',
  id: 'listKernels',
  summary: 'Kernels of the suite: what each one measures',
  access: 'public',
  params: none,
  query: none,
  responses: { 200: { description: 'The suite.', schema: kernelPage } },
  problems: [],
  isStoreless: true,
  handle: ({ answer }) =>
    answer(200, {
      suite: suiteId,
      kernels: kernelSpecs.map(({ dimensions, dtypes, id, rate, summary, title }) => ({
        id,
        title,
        summary,
        dtypes: [...dtypes],
        dimensions: [...dimensions],
        metric: rate ?? 'durationSeconds',
      })),
    }),
});
