import { jobs } from '@ridgeline/roofline/jobs/jobs';
import { models } from '@ridgeline/roofline/models/models';
import { activeParameters, totalParameters } from '@ridgeline/roofline/models/parameters';
import { quantizations } from '@ridgeline/roofline/quantizations/quantizations';
import { modelPage } from '@ridgeline/schema/responses';
import { defineRoute, none } from './route.ts';

export const listModels = defineRoute({
  method: 'GET',
  path: '/v1/models',
  id: 'listModels',
  summary: 'The parts of a workload id: models, quantizations, jobs',
  access: 'public',
  params: none,
  query: none,
  responses: { 200: { description: 'All of them, with their sources.', schema: modelPage } },
  problems: [],
  isStoreless: true,
  handle: ({ answer }) =>
    answer(200, {
      models: models.map((model) => ({
        id: model.id,
        title: model.title,
        parameterCount: totalParameters(model),
        activeParameterCount: activeParameters(model),
        layers: model.layers,
        maximumContextTokens: model.maximumContextTokens,
        source: model.source,
      })),
      quantizations: quantizations.map(({ id, source, title }) => ({ id, title, source })),
      jobs: jobs.map(({ id, summary, title }) => ({ id, title, summary })),
    }),
});
