import document from '../../openapi.json' with { type: 'json' };
import { defineRoute, revalidated } from './route.ts';

/** `GET /openapi.json`. */
export const getOpenapi = defineRoute({
  method: 'GET',
  path: '/openapi.json',
  id: 'getOpenapi',
  summary: 'This contract, as OpenAPI 3.1',
  access: 'public',
  responses: { 200: { description: 'The committed document.' } },
  cacheControl: revalidated,
  handle: () => ({ body: document }),
});
