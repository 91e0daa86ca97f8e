import { suiteId } from '@ridgeline/kernels/suite';
import { health } from '@ridgeline/schema/responses';
import { apiVersion } from '../version.ts';
import { defineRoute, none, uncached } from './route.ts';

export const getHealth = defineRoute({
  method: 'GET',
  path: '/healthz',
  id: 'getHealth',
  summary: 'Whether the API and its store answer',
  access: 'public',
  params: none,
  query: none,
  responses: { 200: { description: 'Both answer.', schema: health } },
  cacheControl: uncached,
  problems: [],
  async handle({ answer, services }) {
    await services.store.ping();
    return answer(200, { status: 'ok', suite: suiteId, version: apiVersion });
  },
});
