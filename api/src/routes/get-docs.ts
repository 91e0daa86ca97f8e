import { docsPage } from '../services/docs-page.ts';
import { defineRoute, type Route, revalidated } from './route.ts';

/** `GET /docs`, over the routes that there are. */
export function docsRoute(routes: readonly Route[]): Route {
  return defineRoute({
    method: 'GET',
    path: '/docs',
    id: 'getDocs',
    summary: 'The API for people',
    access: 'public',
    responses: { 200: { description: 'A page.', mediaType: 'text/html; charset=utf-8' } },
    cacheControl: revalidated,
    handle: () => ({ body: docsPage(routes) }),
  });
}
