import { suiteId } from '@ridgeline/kernels/suite';
import { apiIndex } from '@ridgeline/schema/responses';
import { apiVersion } from '../version.ts';
import { defineRoute, none, type Route } from './route.ts';

/** `GET /v1`, over the routes that there are. */
export function indexRoute(routes: readonly Route[]): Route {
  return defineRoute({
    method: 'GET',
    path: '/v1',
    id: 'getIndex',
    summary: 'What there is, with addresses',
    access: 'public',
    params: none,
    query: none,
    responses: { 200: { description: 'Links to every public address.', schema: apiIndex } },
    problems: [],
    isStoreless: true,
    handle: ({ answer, services }) =>
      answer(200, {
        name: 'Ridgeline',
        version: apiVersion,
        suite: suiteId,
        links: routes
          .filter(({ access }) => access !== 'maintainer')
          .map(({ id, method, path, summary }) => ({
            rel: id,
            method,
            href: services.link(path),
            title: summary,
          })),
      }),
  });
}
