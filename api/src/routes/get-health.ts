import { suiteId } from '@ridgeline/kernels/suite';
import { health } from '@ridgeline/schema/responses';
import { apiVersion } from '../version.ts';
import { defineRoute, uncached } from './route.ts';

/** `GET /healthz`. */
export const getHealth = defineRoute({
  method: 'GET',
  path: '/healthz',
  id: 'getHealth',
  summary: 'Whether the API and its store answer',
  access: 'public',
  responses: { 200: { description: 'Both answer.', schema: health } },
  cacheControl: uncached,
  async handle({ services }) {
    await services.store.ping();
    return { body: { status: 'ok', suite: suiteId, version: apiVersion } };
  },
});
