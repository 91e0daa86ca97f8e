import { docsStyle } from '../services/docs-style.ts';
import { defineRoute, revalidated } from './route.ts';

/** `GET /docs/style.css`. */
export const getDocsStyle = defineRoute({
  method: 'GET',
  path: '/docs/style.css',
  id: 'getDocsStyle',
  summary: 'Style of the API’s pages',
  access: 'public',
  responses: { 200: { description: 'CSS.', mediaType: 'text/css; charset=utf-8' } },
  cacheControl: revalidated,
  handle: () => ({ body: docsStyle }),
});
